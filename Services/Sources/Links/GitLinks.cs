using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Links;

/// <summary>
/// Addresses in a file of a repository, as its host resolves them: beside the file, or from the root after a slash. Links lead
/// to the page of this site that shows the file, where there is one, else to the host.
/// </summary>
/// <param name="pages">By their paths, the pages that show files of the repository.</param>
/// <param name="pagesFingerprint">Of <paramref name="pages"/>.</param>
/// <param name="connections">The one that brought the text, by which addresses of its host are understood.</param>
internal sealed class GitLinks(
    GitBase origin,
    IReadOnlyDictionary<string, string> pages,
    string pagesFingerprint,
    IReadOnlyList<Connection> connections,
    string siteUrl,
    Func<GitFile, string> view) : TextLinks
{
    private readonly GitFile file = origin.File;
    private readonly GitBase repository = origin with { File = origin.File with { Path = "" } };

    public override string Fingerprint => $"git {file.ConnectionId} {file.Host} {file.Repository} {file.Ref} {file.Path} {origin.Revision} {pagesFingerprint} {siteUrl}";

    public override string? Link(string url)
    {
        if (RelativePath.Resolve(url, file.Path) is not { } found)
        {
            return null;
        }

        if (pages.TryGetValue(found.Path, out var pageId))
        {
            return PageAddress.Of(siteUrl, pageId) + found.Fragment;
        }

        var address = view(file with { Path = found.Path }).TrimEnd('/');
        return address.Contains('?', StringComparison.Ordinal) ? address + found.Fragment : address + found.Query + found.Fragment;
    }

    /// <summary>Also by the address of its page or its raw file on the host, which shows nothing of a private repository to a reader's browser.</summary>
    public override PictureFile? Picture(string url)
    {
        var path = url.Contains("://", StringComparison.Ordinal) ? PathOnHost(url) : RelativePath.Resolve(url, file.Path)?.Path;
        return string.IsNullOrEmpty(path) ? null : new(repository, path);
    }

    private string? PathOnHost(string url) =>
        AddressReader.Read(url, connections, allowHttp: false).Files
            .FirstOrDefault(other => other.Repository.Equals(file.Repository, StringComparison.OrdinalIgnoreCase) && (other.Ref == file.Ref || other.Ref == origin.Revision))
            ?.Path;
}

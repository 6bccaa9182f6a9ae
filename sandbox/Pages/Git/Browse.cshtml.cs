using System.Text;
using Markdwell.Sandbox.Git;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Git;

/// <summary>A repository, one of its files, or that file's bytes, under the addresses of all kinds of hosts.</summary>
internal sealed class BrowseModel(GitHost host) : GitPage(host)
{
    private const string Nothing = "There is nothing here, or it is not for you.";

    private static readonly string[] KindsOfRevision = ["branch/", "tag/", "commit/"];

    public Repository Repository { get; private set; } = null!;

    public string Revision { get; private set; } = Repository.DefaultBranch;

    public Commit? Commit { get; private set; }

    public string Path { get; private set; } = "";

    public IEnumerable<string> Files => Commit?.Files.Keys.Where(f => Path.Length == 0 || f.StartsWith(Path + "/", StringComparison.Ordinal)) ?? [];

    public Blob? Blob => Commit?.Files.GetValueOrDefault(Path);

    public Commit? LastCommit => Commit is null ? null : Repository.History(Commit, Path).FirstOrDefault();

    public bool IsPicture => Answers.MediaType(Path).StartsWith("image/", StringComparison.Ordinal);

    public string Text => Blob is { Content: { } bytes } ? Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 50_000))) : "";

    public string Raw(string path) => $"/{Repository.FullName}/raw/{Commit!.Id}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    public string Address(string path) => $"/{Repository.FullName}/blob/{Revision}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    public IActionResult OnGet(string owner, string name, string? view, string? place, string? repository, string? version, [FromQuery] string? path)
    {
        if (Public(owner, repository ?? name) is not { } found)
        {
            return NotFound(Nothing);
        }
        // Azure DevOps: /{organisation}/{project}/_git/{repository}?path=/README.md&version=GBmain
        var wanted = repository is null ? Plain(place) : $"{(version is { Length: > 2 } ? version[2..] : Repository.DefaultBranch)}/{path?.Trim('/')}";
        Repository = found;
        if (string.IsNullOrEmpty(wanted))
        {
            Commit = found.Find(null);
            return Page();
        }
        if (found.Split(wanted) is not { } split)
        {
            return NotFound(Nothing);
        }
        (Revision, Commit, Path) = split;
        return (view, Blob) switch
        {
            ("raw", { } blob) => File(blob.Content, IsPicture ? Answers.MediaType(Path) : "text/plain; charset=utf-8"),
            (not "raw", _) when Blob is not null || Files.Any() => Page(),
            _ => NotFound(Nothing),
        };
    }

    // Gitea says what kind of revision follows.
    private static string? Plain(string? place) =>
        KindsOfRevision.FirstOrDefault(kind => place?.StartsWith(kind, StringComparison.Ordinal) == true) is { } kind ? place![kind.Length..] : place;
}

using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Links;

namespace Markdwell.Pages.Pictures;

/// <summary>A picture as the text of a page shows it, in the words that are sealed into its address.</summary>
internal sealed record PictureReference(string PageId, PictureFile File)
{
    private const string Git = "git";
    private const string Web = "web";
    private const string Page = "page";

    public string[] ToWords() => File.Origin switch
    {
        GitBase { File: var at } git => [PageId, Git, Number(at.ConnectionId), at.Kind.ToString(), at.Host, at.Repository, at.Ref, git.Revision, File.Path],
        WebBase web => [PageId, Web, Number(web.ConnectionId), web.Url.AbsoluteUri, File.Path],
        AttachmentBase page => [PageId, Page, page.PageId, File.Path],
        var other => throw new InvalidOperationException($"{other} has no words."),
    };

    /// <param name="words">Ours, as their seal has shown.</param>
    public static PictureReference Of(string[] words) => words switch
    {
        [var pageId, Git, var id, var kind, var host, var repository, var reference, var revision, var path] =>
            new(pageId, new(new GitBase(new(Id(id), Enum.Parse<HostKind>(kind), host, repository, reference, ""), revision), path)),
        [var pageId, Web, var id, var url, var path] => new(pageId, new(new WebBase(Id(id), new Uri(url)), path)),
        [var pageId, Page, var basePageId, var name] => new(pageId, new(new AttachmentBase(basePageId), name)),
        _ => throw new InvalidOperationException("These words were sealed for something else."),
    };

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static int Id(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}

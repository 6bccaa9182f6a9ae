using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Git;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

internal sealed class ShowModel(Desk desk) : SitePage
{
    public Sites.Page Shown { get; private set; } = null!;

    public Edition Edition { get; private set; } = null!;

    public bool IsOld => Edition != Shown.Current;

    /// <summary>The kinds of export the app has something to say about.</summary>
    public IEnumerable<string> ExportModes => Site.Confluence.Descriptor?.TextMacro?.Part("renderModes") is { ValueKind: JsonValueKind.Object } modes
        ? modes.EnumerateObject().Select(m => m.Name) : [];

    public IActionResult OnGet(string id, int version = 0)
    {
        if (Site.Page(id) is not { } page || !page.LetsRead(Viewer) || page.Edition(version) is not { } edition)
        {
            return Missing();
        }
        (Shown, Edition) = (page, edition);
        return Page();
    }

    public bool MayAttach => !IsOld && Shown.LetsEdit(Viewer);

    /// <summary>Browsers do not know Markdown: what they call nothing in particular gets its type by its name, as in Confluence.</summary>
    public async Task<IActionResult> OnPostAttach(string id, IFormFile? file)
    {
        if (Site.Page(id) is not { } page || !page.LetsEdit(Viewer) || file is null)
        {
            return Missing();
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, HttpContext.RequestAborted);
        var mediaType = file.ContentType is { Length: > 0 } sent and not "application/octet-stream" ? sent : Answers.MediaType(file.FileName);
        desk.Attach(Site, page, file.FileName, mediaType, content.ToArray(), Viewer);
        return RedirectToPage(new { id });
    }

    public IActionResult OnPostTrash(string id)
    {
        if (Site.Page(id) is not { } page || !page.LetsEdit(Viewer))
        {
            return Missing();
        }
        desk.Trash(Site, page, Viewer);
        return Redirect("/wiki/trash");
    }

    public Visit? Visit(Macro macro) =>
        Site.Confluence is { IsOn: true, Descriptor: { } app } tenant && app.Of("dynamicContentMacros").FirstOrDefault(m => m.Key == macro.Name) is { } module
            ? new Visit(tenant, module, Viewer) { Page = Shown, Edition = IsOld ? Edition : null, Macro = macro }
            : null;

    public static string? Text(Comment comment) => Module.Text(comment.Body, "value");
}

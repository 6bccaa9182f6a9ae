using System.Text.Json;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

/// <summary>The page editor; its script saves through <see cref="DraftEndpoints"/>.</summary>
internal sealed class EditModel : SitePage
{
    public Sites.Page Shown { get; private set; } = null!;

    public Edition Edition => Shown.Draft ?? Shown.Current;

    public IEnumerable<SentBlock> Blocks => Edition.Blocks.Select(SentBlock.Of);

    public IEnumerable<JsonElement> Macros =>
        Site.Confluence is { IsOn: true, Descriptor: { } app } ? app.Of("dynamicContentMacros").Select(m => m.Source) : [];

    public IActionResult OnGet(string id)
    {
        if (Site.Page(id) is not { } page || !page.LetsEdit(Viewer))
        {
            return Missing();
        }
        Shown = page;
        return Page();
    }
}

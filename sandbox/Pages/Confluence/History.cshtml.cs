using Markdwell.Sandbox.Changes;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

internal sealed class HistoryModel(Desk desk) : SitePage
{
    public Sites.Page Shown { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (Site.Page(id) is not { } page || !page.LetsRead(Viewer))
        {
            return Missing();
        }
        Shown = page;
        return Page();
    }

    public IActionResult OnPost(string id, int version)
    {
        if (Site.Page(id) is not { } page || !page.LetsEdit(Viewer) || page.Edition(version) is not { } old)
        {
            return Missing();
        }
        desk.Publish(Site, page, old.Title, old.Blocks, Viewer, $"Version {version} again");
        return Redirect("/wiki/pages/" + page.Id);
    }
}

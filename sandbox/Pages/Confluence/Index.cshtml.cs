using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

internal sealed class IndexModel(Desk desk) : SitePage
{
    public IReadOnlyList<Sites.Page> Readable => [.. Site.Pages.Where(p => p.LetsRead(Viewer))];

    public IActionResult OnPost()
    {
        if (!Viewer.MayEdit)
        {
            return Missing();
        }
        var page = desk.Create(Site, "A new page", [new Prose("<p>Write here.</p>")], Viewer);
        return Redirect($"/wiki/pages/{page.Id}/edit");
    }
}

using Markdwell.Sandbox.Changes;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Confluence;

internal sealed class TrashModel(Desk desk) : SitePage
{
    public IReadOnlyList<Sites.Page> Trashed => [.. Site.Trash.Where(page => page.LetsEdit(Viewer))];

    public IActionResult OnPostRestore(string id) => Do(id, page => desk.Restore(Site, page, Viewer), "/wiki/pages/" + id);

    public IActionResult OnPostPurge(string id) => Do(id, page => desk.Purge(Site, page, Viewer), "/wiki/trash");

    private IActionResult Do(string id, Action<Sites.Page> what, string then)
    {
        if (Trashed.FirstOrDefault(page => page.Id == id) is not { } page)
        {
            return Missing();
        }
        what(page);
        return LocalRedirect(then);
    }
}

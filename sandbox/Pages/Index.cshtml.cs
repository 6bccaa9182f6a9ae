using Markdwell.Sandbox.Git;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Sandbox.Pages;

internal sealed class IndexModel(World world, GitHost git) : PageModel
{
    public World World => world;

    public GitHost Git => git;

    public IActionResult OnGet() => git.Covers(HttpContext) ? Redirect("/explore") : HttpContext.Site() is null ? Page() : Redirect("/wiki");
}

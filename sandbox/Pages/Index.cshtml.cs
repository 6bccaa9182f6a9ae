using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Sandbox.Pages;

internal sealed class IndexModel(World world) : PageModel
{
    public World World => world;

    public IActionResult OnGet() => HttpContext.Site() is null ? Page() : Redirect("/wiki");
}

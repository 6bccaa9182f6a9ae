using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Sandbox.Pages;

/// <summary>A page of one of the sites, looked at by one of the people.</summary>
internal abstract class SitePage : PageModel
{
    public Site Site { get; private set; } = null!;

    public Person Viewer { get; private set; } = Person.Anonymous;

    public bool IsDark => Theme == "dark";

    /// <summary>Which product the header shows as the one in use.</summary>
    public virtual Product Product => Product.Confluence;

    private string Theme => Request.Query["theme"].ToString() is { Length: > 0 } asked ? asked : Request.Cookies["sandbox-theme"] ?? "light";

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpContext.Site() is not { } site)
        {
            context.Result = new NotFoundResult();
            return;
        }
        (Site, Viewer) = (site, HttpContext.Enter(site));
    }

    /// <summary>What is missing and what is hidden look alike.</summary>
    protected IActionResult Missing() => NotFound();
}

using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Settings;

/// <summary>
/// For administrators of the site's Confluence alone. That the product shows no link to others keeps nobody out: every
/// user has a token, and knows the address. https://developer.atlassian.com/platform/marketplace/security-requirements/
/// </summary>
public abstract class AdminPage(ViewerRights rights) : PageModel
{
    protected Tenant Tenant => HttpContext.Caller().Tenant;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        context.Result = await rights.MayAdministerAsync(Tenant, HttpContext.Caller().AccountId, HttpContext.RequestAborted) switch
        {
            Right.Granted => null,
            Right.Denied => Refused(StatusCodes.Status403Forbidden, "Only administrators of Confluence may see and change its connections."),
            _ => Refused(StatusCodes.Status503ServiceUnavailable, "Confluence did not say whether you administer it. Reload the page to try again."),
        };
        if (context.Result is null)
        {
            await next();
        }
    }

    // A frame shows the sentence, and the script reads the status.
    private static ContentResult Refused(int status, string sentence) => new()
    {
        StatusCode = status,
        ContentType = "text/html; charset=utf-8",
        Content = $"<!doctype html><title>Markdwell</title><p>{sentence}</p>",
    };
}

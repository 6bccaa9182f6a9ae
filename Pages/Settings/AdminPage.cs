using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Settings;

/// <summary>
/// For administrators of the product alone. That it shows no link to others keeps nobody out: every
/// user has a token, and knows the address. https://developer.atlassian.com/platform/marketplace/security-requirements/
/// </summary>
/// <param name="rights">Asked on every load and every action.</param>
/// <param name="only">The product that has this page; null for both.</param>
public abstract class AdminPage(ViewerRights rights, Product? only = null) : PageModel
{
    public Product Product => Tenant.Product;

    protected Tenant Tenant => HttpContext.Caller().Tenant;

    /// <summary>Who did it, for the log of changes.</summary>
    protected string? AccountId => HttpContext.Caller().AccountId;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        context.Result = only is not null && only != Product
            ? Refused(StatusCodes.Status403Forbidden, $"This page belongs to {only}.")
            : await rights.MayAdministerAsync(Tenant, AccountId, HttpContext.RequestAborted) switch
            {
                Right.Granted => null,
                Right.Denied => Refused(StatusCodes.Status403Forbidden, $"Only administrators of {Product} may see and change how Markdwell works here."),
                _ => Refused(StatusCodes.Status503ServiceUnavailable, $"{Product} did not say whether you administer it. Reload the page to try again."),
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

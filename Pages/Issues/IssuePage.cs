using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Issues;

/// <summary>
/// All that shows or changes the note of an issue. Nothing of it runs before Jira has said that the viewer may: the app reads and
/// writes with rights of its own, which are wider.
/// </summary>
public abstract class IssuePage(ViewerRights rights) : PageModel
{
    protected Tenant Tenant => HttpContext.Caller().Tenant;

    /// <summary>The issue that the viewer may see.</summary>
    protected string IssueId { get; private set; } = "";

    protected Right Edit { get; private set; }

    /// <summary>The issue is the one that the token names: a number in the request could be that of any issue.</summary>
    protected virtual string? AskedIssueId => HttpContext.Caller().IssueId;

    protected virtual bool Changes => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (status, sentence) = await AskAsync(HttpContext.RequestAborted);
        if (sentence is null)
        {
            await next();
        }
        else
        {
            context.Result = Refuse(status, sentence);
        }
    }

    protected virtual IActionResult Refuse(int status, string sentence) => PanelJson.Refuse(status, sentence);

    /// <returns>Without a sentence when the viewer may.</returns>
    private async Task<(int Status, string? Sentence)> AskAsync(CancellationToken cancellationToken)
    {
        var caller = HttpContext.Caller();
        if (caller.Tenant.Product != Product.Jira)
        {
            return (StatusCodes.Status403Forbidden, "Notes are on issues of Jira, and nowhere else.");
        }

        if (!long.TryParse(AskedIssueId, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return (StatusCodes.Status400BadRequest, "This panel's address is not complete.");
        }

        // One spelling of a number, for a note is found by it. And both questions at once: a tick waits for their answers.
        IssueId = number.ToString(CultureInfo.InvariantCulture);
        var read = rights.MayReadIssueAsync(caller.Tenant, caller.AccountId, IssueId, cancellationToken).AsTask();
        var edit = rights.MayEditIssueAsync(caller.Tenant, caller.AccountId, IssueId, cancellationToken).AsTask();
        Edit = await edit;
        return await read != Right.Granted ? (StatusOf(await read), NoteSentences.WhyHidden(await read))
            : Changes ? (StatusOf(Edit), NoteSentences.WhyUnchanged(Edit))
            : default;
    }

    private static int StatusOf(Right right) => right == Right.Denied ? StatusCodes.Status403Forbidden : StatusCodes.Status503ServiceUnavailable;
}

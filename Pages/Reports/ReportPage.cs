using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Reports;

/// <summary>
/// All that tells of a project. Nothing of it runs before Jira has said that the viewer may see the project, and which of its issues: our
/// tables hold those that he may not see as well.
/// </summary>
public abstract class ReportPage(Visibility visibility) : PageModel
{
    protected Tenant Tenant => HttpContext.Caller().Tenant;

    /// <summary>Somebody who is not logged in sees no report.</summary>
    protected string AccountId => HttpContext.Caller().AccountId!;

    protected string ProjectId { get; private set; } = "";

    protected VisibleIssues Visible { get; private set; } = null!;

    /// <summary>The project is the one that the token names: a number in the request could be that of any project.</summary>
    protected virtual string? AskedProjectId => HttpContext.Caller().ProjectId;

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

    protected virtual IActionResult Refuse(int status, string sentence) => new ContentResult { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = sentence };

    /// <returns>Without a sentence when the viewer may.</returns>
    private async Task<(int Status, string? Sentence)> AskAsync(CancellationToken cancellationToken)
    {
        var caller = HttpContext.Caller();
        if (caller.Tenant.Product != Product.Jira)
        {
            return (StatusCodes.Status403Forbidden, "Reports are on projects of Jira, and nowhere else.");
        }

        // One spelling of a number, for rows are found by it.
        if (AskedProjectId is not { Length: > 0 and < 19 } projectId || projectId[0] == '0' || !projectId.All(char.IsAsciiDigit))
        {
            return (StatusCodes.Status400BadRequest, "This report's address is not complete.");
        }

        // An address that was signed for one project, opened with a token that names another, was put together by somebody.
        if (caller.ProjectId is { } named && named != projectId)
        {
            return (StatusCodes.Status403Forbidden, ReportSentences.Denied);
        }

        var (right, issues) = await visibility.AskAsync(caller.Tenant, caller.AccountId, projectId, cancellationToken);
        (ProjectId, Visible) = (projectId, issues!);
        return right switch
        {
            Right.Granted when issues is null => (StatusCodes.Status422UnprocessableEntity, ReportSentences.TooLarge),
            Right.Granted => default,
            Right.Denied => (StatusCodes.Status403Forbidden, ReportSentences.Denied),
            _ => (StatusCodes.Status503ServiceUnavailable, ReportSentences.Silent),
        };
    }
}

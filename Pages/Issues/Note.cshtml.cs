using System.Globalization;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Sources;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>The panel of a Jira issue.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class NoteModel(ViewerRights rights, IssueNotes notes, MarkdownRenderer renderer, RenderGate gate, PageCache pages)
    : DocumentPage(renderer, gate, pages)
{
    public async Task<IActionResult> OnGetAsync(string? issueId, CancellationToken cancellationToken)
    {
        if (!long.TryParse(issueId, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return Say("This panel's address is not complete.", StatusCodes.Status400BadRequest);
        }

        switch (await rights.MayReadIssueAsync(Caller.Tenant, Caller.AccountId, issueId, cancellationToken))
        {
            case Right.Denied:
                return Say("You may not see this issue, so its note is not shown.", StatusCodes.Status403Forbidden);
            case Right.Unknown:
                return Say("Jira did not say whether you may see this issue. Reload the page to try again.");
        }

        var note = await notes.FindAsync(Caller.Tenant, issueId, cancellationToken);
        return note.Value is { } found ? await ShowAsync(SourceText.Of(found.Text), "md-note-", cancellationToken) : Say(Sentence(note.Outcome));
    }

    private static string Sentence(CallOutcome outcome) => outcome switch
    {
        CallOutcome.NotFound => "This issue has no note yet.",
        CallOutcome.Refused => "Jira does not let Markdwell read this issue. A site admin can reinstall the app to repair this.",
        CallOutcome.RateLimited => "Jira asks Markdwell to wait. Reload the page in a minute.",
        CallOutcome.Unavailable => "Jira did not answer. Reload the page to try again.",
        _ => "This issue's note was changed by hand in a way that Markdwell does not understand. It is untouched in the issue property markdwell.note.",
    };
}

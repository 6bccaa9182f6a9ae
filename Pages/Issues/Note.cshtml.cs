using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Notes;
using Markdwell.Services.Observing;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>The panel of a Jira issue.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class NoteModel(ViewerRights rights, NoteStore notes, PanelStates states) : IssuePage(rights)
{
    /// <summary>Why there is nothing else.</summary>
    public string? Notice { get; private set; }

    public PanelState? State { get; private set; }

    /// <summary>Whether there is nothing to read here: never written, or emptied again.</summary>
    public bool IsEmpty { get; private set; }

    public string StateJson => PanelJson.Write(State!);

    /// <summary>Of the address itself, which the token's hash covers.</summary>
    protected override string? AskedIssueId => Request.Query["issueId"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var note = await notes.ReadAsync(Tenant, IssueId, cancellationToken);
        State = await states.OfAsync(PageContext, Tenant.Id, note, Edit, cancellationToken);
        if (note.Outcome != NoteOutcome.Ok)
        {
            RequestEnd.ShowsNotice(HttpContext);
        }

        IsEmpty = note is { Outcome: NoteOutcome.Ok, Checklist.Text.Text: "" };
        return Page();
    }

    protected override IActionResult Refuse(int status, string sentence)
    {
        Notice = sentence;
        Response.StatusCode = status;
        return Page();
    }
}

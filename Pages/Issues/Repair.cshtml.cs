using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Notes;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>Puts what somebody has made of a note by hand aside, and what was known of it in its place.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class RepairModel(ViewerRights rights, NoteStore notes, PanelStates states) : IssuePage(rights)
{
    protected override bool Changes => true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var note = await notes.RepairAsync(Tenant, IssueId, cancellationToken);
        return NoteSentences.About(note.Outcome) is { } sentence
            ? PanelJson.Refuse(StatusCodes.Status503ServiceUnavailable, sentence)
            : PanelJson.Answer(await states.OfAsync(PageContext, Tenant.Id, note, Edit, cancellationToken));
    }
}

using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Notes;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>What has become of a note since it was last shown.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class StateModel(ViewerRights rights, NoteStore notes, PanelStates states) : IssuePage(rights)
{
    /// <param name="revision">The one that is shown.</param>
    /// <param name="isWritten">As it is shown.</param>
    /// <param name="hasTrouble">Whether a trouble is shown: that it is over is news too.</param>
    /// <param name="fresh">Whether Jira is asked, where others may have changed the note by hand.</param>
    public async Task<IActionResult> OnGetAsync(long? revision, bool? isWritten, bool hasTrouble, bool fresh, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return PanelJson.Refuse(StatusCodes.Status400BadRequest, "This question could not be read.");
        }

        var known = fresh ? null : await notes.FindAsync(Tenant, IssueId, cancellationToken);
        if (known is null && !fresh && IsNothing(revision, isWritten, hasTrouble))
        {
            return new NoContentResult();
        }

        var note = known ?? await notes.ReadAsync(Tenant, IssueId, cancellationToken);
        return note.Revision == revision && note.IsWritten == isWritten && PanelStates.Trouble(note, Edit) is not null == hasTrouble
            ? new NoContentResult()
            : PanelJson.Answer(await states.OfAsync(PageContext, Tenant.Id, note, Edit, cancellationToken));
    }

    /// <summary>Where nobody ever wrote nothing is known here, and who writes first makes it known: Jira need not be asked again and again.</summary>
    private bool IsNothing(long? revision, bool? isWritten, bool hasTrouble) =>
        revision == 0 && isWritten == true && hasTrouble == NoteSentences.WhyReadOnly(Edit) is not null;
}

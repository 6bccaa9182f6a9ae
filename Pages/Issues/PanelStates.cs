using Markdwell.Services.Atlassian;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Properties;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>Tells the panel what a note is.</summary>
public sealed class PanelStates(NoteArticles articles)
{
    public async Task<PanelState> OfAsync(ActionContext context, int tenantId, NoteState note, Right edit, CancellationToken cancellationToken)
    {
        var checklist = note.Checklist;
        var text = checklist.Text.Text;
        return new(
            note.Revision,
            note.IsWritten,
            Trouble(note, edit),
            edit == Right.Granted,
            note.Outcome == NoteOutcome.Broken,
            text,
            await articles.HtmlAsync(context, tenantId, text, cancellationToken),
            [.. checklist.Items.Select(item => new PanelItem(item.Id, item.IsDone, item.IsOptional, item.Depth, item.Label))],
            [.. checklist.Headings.Select(heading => new PanelHeading(heading.Id, heading.Text))],
            checklist.Progress,
            NoteProperty.SizeOf(text));
    }

    public static string? Trouble(NoteState note, Right edit) => NoteSentences.About(note.Outcome) ?? NoteSentences.WhyReadOnly(edit);
}

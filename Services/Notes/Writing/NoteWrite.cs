using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Notes.Writing;

/// <summary>
/// One turn of telling Jira about one issue: what others wrote there is met first, then note, numbers and status go there
/// together. It may die anywhere: what is not known to have arrived stays due, and is looked for before it is sent again.
/// </summary>
internal sealed partial class NoteWrite(NoteRows rows, NoteTurns turns, NotesInJira jira, ChecklistEditor checklists, TimeProvider clock, ILogger<NoteWrite> logger)
{
    private const int MaxTries = 100;

    /// <returns>When the issue may be written to again.</returns>
    public async Task<DateTime> WriteAsync(DueNote due)
    {
        var began = clock.GetUtcNow().UtcDateTime;
        if (await turns.TryBeginAsync(due) is { } lease && await rows.FindAsync(due.Tenant.Id, due.IssueId) is { } note)
        {
            var found = await jira.FindAsync(due.Tenant, due.IssueId, note.WrittenText is not null, CancellationToken.None);
            if (found.Outcome != NoteOutcome.Ok)
            {
                await FailAsync(due, note, lease, new(found.Outcome, found.Pause), arrived: null);
            }
            else if (await MeetAsync(note, lease, found) is { } met && await turns.TrySendAsync(due, met, lease) is { } sent)
            {
                await SendAsync(due, met, sent, found, began);
            }
            else
            {
                await turns.GiveUpAsync(due, lease);
            }
        }

        return began + NoteTurns.Gap;
    }

    /// <returns>The note with what others wrote in Jira; null when the turn is over.</returns>
    private async Task<Note?> MeetAsync(Note before, DateTime lease, FoundNote found)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var note = await rows.FindAsync(before.TenantId, before.IssueId);

            // A reader who took something over meanwhile has seen a newer Jira than this turn.
            if (note?.LeasedUntil != lease || note.WrittenRevision != before.WrittenRevision || note.WrittenText != before.WrittenText)
            {
                return null;
            }

            if (!NoteMeeting.IsNew(note, found))
            {
                return note;
            }

            if (await rows.TryTakeOverAsync(note, checklists.Read(NoteMeeting.Texts(note, found)), found.Property?.Text))
            {
                return await rows.FindAsync(note.TenantId, note.IssueId);
            }
        }

        return null;
    }

    private async Task SendAsync(DueNote due, Note met, Note sent, FoundNote found, DateTime began)
    {
        var isNoteDue = found.Property?.Text != sent.SentText && (found.Property is not null || sent.SentText != "");
        var note = isNoteDue ? jira.WriteNoteAsync(due.Tenant, due.IssueId, NoteProperty.Of(sent.SentText!, sent.SentRevision)) : Task.FromResult(new WriteOutcome(NoteOutcome.Ok));
        var summary = WriteSummaryAsync(due, met, sent);
        var (first, second) = (await note, await summary);
        var worse = first.Outcome != NoteOutcome.Ok ? first : second;
        if (worse.Outcome == NoteOutcome.Ok)
        {
            await turns.EndAsync(due, sent, began);
        }
        else
        {
            await FailAsync(due, sent, sent.LeasedUntil!.Value, worse, first.Outcome == NoteOutcome.Ok ? sent : null);
        }
    }

    /// <summary>Only when it has changed, or nobody knows what Jira says.</summary>
    private async Task<WriteOutcome> WriteSummaryAsync(DueNote due, Note met, Note sent)
    {
        // Nobody has changed the note since it was sent: its numbers are those of what was sent.
        var progress = sent.Revision == sent.SentRevision ? new Progress(sent.Total, sent.Done, sent.Mandatory, sent.MandatoryDone) : Progress(sent.SentText!);
        var isKnown = met is { IsSummaryWritten: true, SentText: null };
        return isKnown && Progress(met.WrittenText ?? "") == progress ? new(NoteOutcome.Ok) : await jira.WriteSummaryAsync(due.Tenant, due.IssueId, progress);
    }

    private Progress Progress(string text) => checklists.Read(NoteText.Of(text)).Progress;

    private async Task FailAsync(DueNote due, Note note, DateTime lease, WriteOutcome end, Note? arrived)
    {
        if (NotePauses.IsLastTry(end.Outcome, note.Failures))
        {
            Log.Dropped(logger, due.IssueId, due.Tenant.Id);
            await turns.DropAsync(due, lease);
            return;
        }

        var pause = NotePauses.After(end, note.Failures);
        Log.NotWritten(logger, due.IssueId, due.Tenant.Id, end.Outcome, pause);
        await turns.FailAsync(due, lease, arrived, end.Outcome, pause);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The note of issue {IssueId} of tenant {TenantId} was not written ({Outcome}); next try in {Pause}")]
        public static partial void NotWritten(ILogger logger, string issueId, int tenantId, NoteOutcome outcome, TimeSpan pause);

        [LoggerMessage(LogLevel.Warning, "Issue {IssueId} of tenant {TenantId} is not there any more; what was not written of its note is forgotten")]
        public static partial void Dropped(ILogger logger, string issueId, int tenantId);
    }
}

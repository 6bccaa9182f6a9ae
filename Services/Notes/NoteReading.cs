using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;

namespace Markdwell.Services.Notes;

/// <summary>
/// Looks at what Jira holds and brings the note in step with it. A value that was read while somebody wrote could be older
/// than what the row says, and taking it over would undo a tick: it is believed only when the row shows that nobody did.
/// </summary>
internal sealed class NoteReading(NoteRows rows, NotesInJira jira, ChecklistEditor checklists, NoteSignal signal, TimeProvider clock)
{
    private const int MaxTries = 5;

    public async Task<NoteState> ReadAsync(Tenant tenant, string issueId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await rows.FindAsync(tenant.Id, issueId, cancellationToken);
            var wasBeingWritten = before is { IsWritten: false } && before.LeasedUntil > clock.GetUtcNow().UtcDateTime;
            var found = await jira.FindAsync(tenant, issueId, before?.WrittenText is not null, cancellationToken);
            var now = await rows.FindAsync(tenant.Id, issueId, cancellationToken);
            if (found.Outcome != NoteOutcome.Ok)
            {
                return await FailAsync(now, found.Outcome);
            }

            // The writer meets Jira's text itself.
            if (wasBeingWritten || await TryMeetAsync(tenant, issueId, before, now, found) || attempt == MaxTries)
            {
                now = await rows.FindAsync(tenant.Id, issueId, cancellationToken);
                return now is null ? NoteState.Nothing(NoteOutcome.Ok, checklists) : NoteState.Of(now, checklists);
            }
        }
    }

    private async Task<NoteState> FailAsync(Note? note, NoteOutcome outcome)
    {
        if (note is null)
        {
            return NoteState.Nothing(outcome, checklists);
        }

        if (outcome == NoteOutcome.Broken)
        {
            await rows.MarkBrokenAsync(note, isBroken: true);
        }

        return NoteState.Of(note, checklists).After(outcome);
    }

    /// <returns>False when it has to be read again.</returns>
    private async Task<bool> TryMeetAsync(Tenant tenant, string issueId, Note? before, Note? now, FoundNote found)
    {
        if (now is null || before is null)
        {
            // An issue that nobody ever wrote to leaves no row when it is looked at.
            return before is null && now is null
                && (found.Property is not { } property || await TryAddAsync(tenant, issueId, property));
        }

        if (now.Failure == nameof(NoteOutcome.Broken))
        {
            await rows.MarkBrokenAsync(now, isBroken: false);
        }

        return !NoteMeeting.IsNew(now, found) || (NobodyToldJira(before, now) && await TryTakeOverAsync(now, found));
    }

    /// <summary>For the first who wants to write where nobody did.</summary>
    public Task<bool> TryAddAsync(Tenant tenant, string issueId, NoteProperty? property) =>
        Signalled(rows.TryAddAsync(tenant.Id, issueId, property, checklists.Read(NoteText.Of(property?.Text ?? ""))));

    private Task<bool> TryTakeOverAsync(Note now, FoundNote found) =>
        Signalled(rows.TryTakeOverAsync(now, checklists.Read(NoteMeeting.Texts(now, found)), found.Property?.Text));

    /// <summary>Each turn of a writer has a lease of its own, and who takes something over says so.</summary>
    private static bool NobodyToldJira(Note before, Note now) =>
        (before.LeasedUntil, before.WrittenRevision, before.WrittenText) == (now.LeasedUntil, now.WrittenRevision, now.WrittenText);

    private async Task<bool> Signalled(Task<bool> change)
    {
        var isDone = await change;
        signal.Set();
        return isDone;
    }
}

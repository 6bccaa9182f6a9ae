using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes;

/// <summary>Stores what a group of people changed in one note, as one change made of the row as it is now.</summary>
internal sealed class NoteChanges(NoteRows rows, NotesInJira jira, NoteReading reading, ChecklistEditor checklists, NoteSignal signal, TimeProvider clock)
{
    // Only other instances come in between, and each of them once in a round.
    private const int MaxTries = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    public async Task StoreAsync(Tenant tenant, string issueId, IReadOnlyList<ChangeRequest> group)
    {
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            if (await rows.FindAsync(tenant.Id, issueId) is not { } note)
            {
                var opened = await OpenAsync(tenant, issueId);
                if (opened != NoteOutcome.Ok)
                {
                    Refuse(group, NoteState.Nothing(opened, checklists));
                    return;
                }
            }
            else if (note.Failure == nameof(NoteOutcome.Broken))
            {
                Refuse(group, NoteState.Of(note, checklists));
                return;
            }
            else if (await TryStoreAsync(note, group))
            {
                return;
            }
            else
            {
                // Without chance two instances that met once would meet again.
                await Task.Delay(LongestPause * Random.Shared.NextDouble() * Math.Min(1, attempt / 10.0), clock);
            }
        }

        throw new DbUpdateConcurrencyException($"The note of issue {issueId} was changed by others a hundred times in a row.");
    }

    private async Task<NoteOutcome> OpenAsync(Tenant tenant, string issueId)
    {
        var found = await jira.FindAsync(tenant, issueId, isExpected: false, CancellationToken.None);
        if (found.Outcome == NoteOutcome.Ok)
        {
            // Whoever was first: the row is there.
            await reading.TryAddAsync(tenant, issueId, found.Property);
        }

        return found.Outcome;
    }

    private static void Refuse(IReadOnlyList<ChangeRequest> group, NoteState state)
    {
        foreach (var change in group)
        {
            change.Answer.TrySetResult(new(state, []));
        }
    }

    private async Task<bool> TryStoreAsync(Note note, IReadOnlyList<ChangeRequest> group)
    {
        var recent = new RecentOperations(note.RecentOperations);
        var text = NoteText.Read(note.Text, note.LineIds);
        var results = group.Select(change => change.Operations.Select(operation => Do(operation)).ToList()).ToList();
        var (checklist, done) = (checklists.Read(text), recent.Write());
        if (done != note.RecentOperations && !await rows.TryChangeAsync(note, checklist, done))
        {
            return false;
        }

        signal.Set();
        note.Revision += text.Text == note.Text ? 0 : 1;
        foreach (var (change, result) in group.Zip(results))
        {
            change.Answer.TrySetResult(new(NoteState.Of(note, checklist), result));
        }

        return true;

        OperationResult Do(Operation operation)
        {
            // The browser did not hear our answer; that what it asked for was undone since is no reason to do it again.
            if (recent.Contains(operation.Id))
            {
                return new(text, OperationOutcome.Ok);
            }

            var result = checklists.Apply(text, operation);
            if (result.Outcome is not (OperationOutcome.Ok or OperationOutcome.Replaced))
            {
                return result;
            }

            recent.Add(operation.Id);
            text = result.Text;
            return result;
        }
    }
}

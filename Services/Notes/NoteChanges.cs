using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes;

/// <summary>
/// Stores what a group of people changed in one note, as one change made of the row as it is now. A text that somebody made costly is
/// read for half a second, once for each operation on it, so all this waits at the gate: a tenant holds up itself alone.
/// </summary>
internal sealed class NoteChanges(NoteRows rows, NotesInJira jira, NoteReading reading, ChecklistEditor checklists, RenderGate gate, NoteSignal signal, TimeProvider clock)
{
    // Other instances come in between, each of them once in a round, and others of the tenant at the gate.
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

        throw new DbUpdateConcurrencyException($"The note of issue {issueId} could not be stored a hundred times in a row: others changed it, or held the gate.");
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
        if (await gate.RenderAsync(note.TenantId, () => Do(note, group), CancellationToken.None) is not { } done
            || (done.Recent != note.RecentOperations && !await rows.TryChangeAsync(note, done.Checklist, done.Recent)))
        {
            return false;
        }

        signal.Set();
        note.Revision += done.Checklist.Text.Text == note.Text ? 0 : 1;
        foreach (var (change, results) in group.Zip(done.Results))
        {
            change.Answer.TrySetResult(new(NoteState.Of(note, done.Checklist), results));
        }

        return true;
    }

    private DoneGroup Do(Note note, IReadOnlyList<ChangeRequest> group)
    {
        var recent = new RecentOperations(note.RecentOperations);
        var text = NoteText.Read(note.Text, note.LineIds);
        var results = group.Select(change => change.Operations.Select(One).ToList()).ToList();
        return new(checklists.Read(text), recent.Write(), results);

        OperationResult One(Operation operation)
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

    private sealed record DoneGroup(Checklist Checklist, string Recent, IReadOnlyList<IReadOnlyList<OperationResult>> Results);
}

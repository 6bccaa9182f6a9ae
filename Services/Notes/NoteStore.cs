using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Notes.Writing;

namespace Markdwell.Services.Notes;

/// <summary>The notes of issues: the one place where they change, in one order whichever instance is asked.</summary>
public sealed class NoteStore
{
    private readonly NoteRows rows;
    private readonly NotesInJira jira;
    private readonly ChecklistEditor checklists;
    private readonly TimeProvider clock;
    private readonly NoteReading reading;
    private readonly ChangeGroups groups;

    internal NoteStore(NoteRows rows, NotesInJira jira, ChecklistEditor checklists, RenderGate gate, NoteSignal signal, TimeProvider clock)
    {
        (this.rows, this.jira, this.checklists, this.clock) = (rows, jira, checklists, clock);
        reading = new(rows, jira, checklists, signal, clock);
        groups = new(new NoteChanges(rows, jira, reading, checklists, gate, signal, clock).StoreAsync);
    }

    /// <summary>Reads Jira, and takes over or merges what others have written there. The caller has made sure that the viewer may read the issue.</summary>
    public Task<NoteState> ReadAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) =>
        reading.ReadAsync(tenant, issueId, cancellationToken);

    /// <summary>As it was last acknowledged here, without asking Jira; null when it was never read.</summary>
    public async Task<NoteState?> FindAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) =>
        await rows.FindAsync(tenant.Id, issueId, cancellationToken) is { } note ? NoteState.Of(note, checklists) : null;

    /// <summary>
    /// Does the operations in their order. What comes back is stored and will be in Jira, whatever dies in between. A note that was never
    /// read is read first; one that is broken is not changed. The caller has made sure that the viewer may edit the issue.
    /// </summary>
    public Task<ChangeAnswer> ChangeAsync(Tenant tenant, string issueId, IReadOnlyList<Operation> operations, CancellationToken cancellationToken) =>
        groups.AddAsync(tenant, issueId, operations, cancellationToken);

    /// <summary>Puts what stands in Jira aside, into a property of its own, and what is known here in its place.</summary>
    public async Task<NoteState> RepairAsync(Tenant tenant, string issueId, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(tenant, issueId, cancellationToken);
        if (state.Outcome != NoteOutcome.Broken)
        {
            return state;
        }

        // From here on it is done to its end: half of a repair would be a repair by hand.
        var note = await rows.FindAsync(tenant.Id, issueId, CancellationToken.None);
        var found = await jira.FindAsync(tenant, issueId, isExpected: true, CancellationToken.None);
        var written = found.Outcome == NoteOutcome.Broken ? await ReplaceAsync(tenant, issueId, note, found) : NoteOutcome.Ok;
        return written == NoteOutcome.Ok ? await ReadAsync(tenant, issueId, cancellationToken) : state with { Outcome = written };
    }

    private async Task<NoteOutcome> ReplaceAsync(Tenant tenant, string issueId, Note? note, FoundNote found)
    {
        var aside = await jira.PutAsideAsync(tenant, issueId, found.Raw, clock.GetUtcNow());
        if (aside.Outcome != NoteOutcome.Ok)
        {
            return aside.Outcome;
        }

        var property = note is null
            ? NoteProperty.Of(NoteProperty.TryReadText(found.Raw) ?? "", revision: 1)
            : NoteProperty.Of(note.Text, note.Revision + 1);
        var written = await jira.WriteNoteAsync(tenant, issueId, property);

        // A row that has changed meanwhile is met by the reading that follows.
        _ = written.Outcome == NoteOutcome.Ok && (note is null
            ? await rows.TryAddAsync(tenant.Id, issueId, property, checklists.Read(NoteText.Of(property.Text)))
            : await rows.TryRepairAsync(note, property.Revision));
        return written.Outcome;
    }
}

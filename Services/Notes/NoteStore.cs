using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes;

/// <summary>The notes of issues: the one place where they change, in one order whichever instance is asked.</summary>
public sealed class NoteStore
{
    /// <summary>Reads Jira, and takes over or merges what others have written there. The caller has made sure that the viewer may read the issue.</summary>
    public Task<NoteState> ReadAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>As it was last acknowledged here, without asking Jira; null when it was never read.</summary>
    public Task<NoteState?> FindAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Does the operations in their order. What comes back is stored and will be in Jira, whatever dies in between. A note that was never
    /// read is read first; one that is broken is not changed. The caller has made sure that the viewer may edit the issue.
    /// </summary>
    public Task<ChangeAnswer> ChangeAsync(Tenant tenant, string issueId, IReadOnlyList<Operation> operations, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Puts what stands in Jira aside, into a property of its own, and what is known here in its place.</summary>
    public Task<NoteState> RepairAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) => throw new NotImplementedException();
}

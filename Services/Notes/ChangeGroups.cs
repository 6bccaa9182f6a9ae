using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes;

/// <summary>What one person wants changed at once.</summary>
internal sealed record ChangeRequest(IReadOnlyList<Operation> Operations)
{
    public TaskCompletionSource<ChangeAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Gathers what people change in one note while the change before it is being stored, and has it stored together: of two hundred
/// who tick at once none waits for two hundred transactions, and this instance never collides with itself.
/// </summary>
internal sealed class ChangeGroups(Func<Tenant, string, IReadOnlyList<ChangeRequest>, Task> store)
{
    private const int MaxOperations = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<(int TenantId, string IssueId), Queue<ChangeRequest>> waiting = [];

    /// <summary>Belongs to no caller in particular: whoever stops waiting takes nothing back.</summary>
    public Task<ChangeAnswer> AddAsync(Tenant tenant, string issueId, IReadOnlyList<Operation> operations, CancellationToken cancellationToken)
    {
        var change = new ChangeRequest(operations);
        lock (gate)
        {
            if (waiting.TryGetValue((tenant.Id, issueId), out var queue))
            {
                queue.Enqueue(change);
            }
            else
            {
                waiting[(tenant.Id, issueId)] = new([change]);
                _ = Task.Run(() => StoreAllAsync(tenant, issueId), CancellationToken.None);
            }
        }

        return change.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task StoreAllAsync(Tenant tenant, string issueId)
    {
        while (Next((tenant.Id, issueId)) is { Count: > 0 } group)
        {
            try
            {
                await store(tenant, issueId, group);
            }
            catch (Exception e)
            {
                // Each of them hears of it, and nobody who comes later.
                foreach (var change in group)
                {
                    change.Answer.TrySetException(e);
                }
            }
        }
    }

    private List<ChangeRequest> Next((int TenantId, string IssueId) key)
    {
        lock (gate)
        {
            var queue = waiting[key];
            List<ChangeRequest> group = [];
            for (var operations = 0; queue.TryPeek(out var change) && (group.Count == 0 || operations + change.Operations.Count <= MaxOperations); operations += change.Operations.Count)
            {
                group.Add(queue.Dequeue());
            }

            if (group.Count == 0)
            {
                waiting.Remove(key);
            }

            return group;
        }
    }
}

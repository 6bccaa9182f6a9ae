using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>
/// Gathers what is told while the tellings before it are being stored, and stores it together: two hundred deliveries a second are
/// not two hundred transactions a second, and who comes alone waits for nobody.
/// </summary>
internal sealed class TellingGroups(Func<IReadOnlyList<Telling>, Task> store)
{
    private const int MaxTellings = 500;

    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = [];
    private bool isStoring;

    /// <summary>Belongs to no caller in particular: whoever stops waiting takes nothing back.</summary>
    public Task AddAsync(Telling telling, CancellationToken cancellationToken)
    {
        var one = new Waiting(telling);
        lock (gate)
        {
            waiting.Enqueue(one);
            if (!isStoring)
            {
                isStoring = true;
                _ = Task.Run(StoreAllAsync, CancellationToken.None);
            }
        }

        return one.Ended.WaitAsync(cancellationToken);
    }

    private async Task StoreAllAsync()
    {
        while (Next() is { Count: > 0 } group)
        {
            var fault = await TryStoreAsync(group);
            foreach (var one in group)
            {
                // One of them may be of a tenant that was erased a moment ago; that is nobody else's fault.
                one.End(fault is DbUpdateException && group.Count > 1 ? await TryStoreAsync([one]) : fault);
            }
        }
    }

    private async Task<Exception?> TryStoreAsync(List<Waiting> group)
    {
        try
        {
            await store(Telling.Join(group.Select(one => one.Telling)));
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private List<Waiting> Next()
    {
        lock (gate)
        {
            List<Waiting> group = [];
            while (group.Count < MaxTellings && waiting.TryDequeue(out var one))
            {
                group.Add(one);
            }

            isStoring = group.Count > 0;
            return group;
        }
    }

    private sealed record Waiting(Telling Telling)
    {
        private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Ended => answer.Task;

        public void End(Exception? fault) => _ = fault is null ? answer.TrySetResult() : answer.TrySetException(fault);
    }
}

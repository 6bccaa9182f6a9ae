using System.Collections.Concurrent;

namespace Markdwell.Services;

/// <summary>Lets callers who ask for the same thing at the same time share one piece of work. Nothing is remembered afterwards.</summary>
internal sealed class SingleFlight<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> flights = new();

    /// <param name="work">Belongs to no caller in particular, so it ends by its own time limit and not with a caller's request.</param>
    public async Task<TValue> RunAsync(TKey key, Func<Task<TValue>> work, CancellationToken cancellationToken)
    {
        var flight = flights.GetOrAdd(key, _ => new(() => FlyAsync(key, work)));
        return await flight.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for the work under way, if any is; for callers who may not share what began before they asked.</summary>
    public async Task EndAsync(TKey key, CancellationToken cancellationToken)
    {
        if (flights.TryGetValue(key, out var flight))
        {
            await Task.WhenAny(flight.Value).WaitAsync(cancellationToken);
        }
    }

    private async Task<TValue> FlyAsync(TKey key, Func<Task<TValue>> work)
    {
        // Without this, work that ends at once would be removed before it was added.
        await Task.Yield();
        try
        {
            return await work();
        }
        finally
        {
            flights.TryRemove(key, out _);
        }
    }
}

using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Instances;

/// <summary>
/// What was read of each subject, in memory, as each view asks for it: never behind this instance, and behind another by a lifetime at most
/// without Redis. Nothing outlasts a change made here, or its lifetime by much: secrets are among it.
/// </summary>
/// <param name="read">Null where there is nothing, which is not remembered.</param>
/// <param name="size">Of what was read; 1 without it. Altogether there is room for a hundred thousand.</param>
internal sealed class Readings<TSubject, TValue>(
    Changes<TSubject> changes, TimeProvider clock, TimeSpan lifetime, Func<TSubject, Task<TValue?>> read, Func<TValue, int>? size = null) : IDisposable
    where TSubject : notnull, IParsable<TSubject>
    where TValue : class
{
    private const int MaxSize = 100_000;

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MaxSize, ExpirationScanFrequency = lifetime });
    private readonly SingleFlight<(TSubject Subject, long Changes), TValue?> flights = new();

    public ValueTask<TValue?> FindAsync(TSubject subject, CancellationToken cancellationToken) =>
        known.TryGetValue(subject, out Reading? reading) && reading!.Changes == changes.Of(subject) && clock.GetUtcNow() - reading.At < lifetime
            ? new(reading.Value)
            : new(ReadAsync(subject, cancellationToken));

    /// <summary>Whatever is known.</summary>
    public Task<TValue?> ReadAsync(TSubject subject, CancellationToken cancellationToken)
    {
        // Part of the key: whoever asks after a change must not join a reading from before it.
        var change = changes.Of(subject);
        return flights.RunAsync((subject, change), () => ReadAsync(subject, change), cancellationToken);
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(TSubject subject)
    {
        changes.Made(subject);
        known.Remove(subject);
    }

    public void Dispose() => known.Dispose();

    private async Task<TValue?> ReadAsync(TSubject subject, long change)
    {
        var at = clock.GetUtcNow();
        var value = await read(subject);
        if (value is not null)
        {
            known.Set(subject, new Reading(value, change, at), new MemoryCacheEntryOptions { Size = size?.Invoke(value) ?? 1, AbsoluteExpirationRelativeToNow = lifetime });
        }

        if (value is null || changes.Of(subject) != change)
        {
            // Read before a change and kept after it, nobody would take it out any more.
            known.Remove(subject);
        }

        return value;
    }

    private sealed record Reading(TValue Value, long Changes, DateTimeOffset At);
}

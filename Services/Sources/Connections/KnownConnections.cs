using Markdwell.Models;
using Markdwell.Services.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Connections;

/// <summary>
/// The connections in memory, as each view asks for them: never behind this instance, and behind another by half a minute at most without Redis.
/// Their tokens do not outlast a change made here, or that half minute, encrypted as they are.
/// </summary>
internal sealed class KnownConnections(IDbContextFactory<AppDbContext> database, Notices notices, TimeProvider clock) : IDisposable
{
    private const int MaxConnections = 100_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // A newer instance beside this one may know more kinds of hosts; this one would not know how to ask them.
    private static readonly HostKind[] Kinds = Enum.GetValues<HostKind>();

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MaxConnections, ExpirationScanFrequency = Lifetime });
    private readonly Changes<int> changes = new(notices, Topic.Connections);
    private readonly SingleFlight<(int TenantId, long Changes), IReadOnlyList<Connection>> readings = new();

    public ValueTask<IReadOnlyList<Connection>> AllAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.Of(tenantId);
        return known.TryGetValue(tenantId, out Reading? reading) && reading!.Changes == change && clock.GetUtcNow() - reading.At < Lifetime
            ? new(reading.Connections)
            : new(readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken));
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(int tenantId)
    {
        changes.Made(tenantId);
        known.Remove(tenantId);
    }

    public void Dispose() => known.Dispose();

    private async Task<IReadOnlyList<Connection>> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var connections = await db.Connections.AsNoTracking().Where(c => c.TenantId == tenantId && Kinds.Contains(c.Kind)).OrderBy(c => c.Id).ToListAsync();
        known.Set(tenantId, new Reading(connections, change, at), new MemoryCacheEntryOptions { Size = 1 + connections.Count, AbsoluteExpirationRelativeToNow = Lifetime });
        if (changes.Of(tenantId) != change)
        {
            // Read before a change and kept after it, when nobody would take it out any more.
            known.Remove(tenantId);
        }

        return connections;
    }

    private sealed record Reading(IReadOnlyList<Connection> Connections, long Changes, DateTimeOffset At);
}

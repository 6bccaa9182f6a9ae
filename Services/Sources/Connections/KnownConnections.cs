using System.Collections.Concurrent;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Connections;

/// <summary>The connections in memory, as each view asks for them: at most half a minute behind another instance, and never behind this one.</summary>
internal sealed class KnownConnections(IDbContextFactory<AppDbContext> database, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // Lets go of what nobody asks for: tokens are not to outlive their tenant in memory.
    private readonly MemoryCache known = new(new MemoryCacheOptions());
    private readonly ConcurrentDictionary<int, long> changes = new();
    private readonly SingleFlight<(int TenantId, long Changes), IReadOnlyList<Connection>> readings = new();

    public ValueTask<IReadOnlyList<Connection>> AllAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.GetValueOrDefault(tenantId);
        return known.TryGetValue(tenantId, out Reading? reading) && reading!.Changes == change && clock.GetUtcNow() - reading.At < Lifetime
            ? new(reading.Connections)
            : new(readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken));
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(int tenantId) => changes.AddOrUpdate(tenantId, 1, (_, count) => count + 1);

    public void Dispose() => known.Dispose();

    private async Task<IReadOnlyList<Connection>> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var connections = await db.Connections.AsNoTracking().Where(c => c.TenantId == tenantId).OrderBy(c => c.Id).ToListAsync();
        known.Set(tenantId, new Reading(connections, change, at), Lifetime);
        return connections;
    }

    // A reading from before the last change of ours is worth nothing.
    private sealed record Reading(IReadOnlyList<Connection> Connections, long Changes, DateTimeOffset At);
}

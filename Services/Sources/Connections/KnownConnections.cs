using System.Collections.Concurrent;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Connections;

/// <summary>The connections in memory, as each view asks for them: at most half a minute behind another instance, and never behind this one.</summary>
internal sealed class KnownConnections(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<int, Reading> known = new();
    private readonly ConcurrentDictionary<int, long> changes = new();
    private readonly SingleFlight<(int TenantId, long Changes), IReadOnlyList<Connection>> readings = new();

    public ValueTask<IReadOnlyList<Connection>> AllAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.GetValueOrDefault(tenantId);
        return known.TryGetValue(tenantId, out var reading) && reading.Changes == change && clock.GetUtcNow() - reading.At < Lifetime
            ? new(reading.Connections)
            : new(readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken));
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(int tenantId) => changes.AddOrUpdate(tenantId, 1, (_, count) => count + 1);

    private async Task<IReadOnlyList<Connection>> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var connections = await db.Connections.AsNoTracking().Where(c => c.TenantId == tenantId).OrderBy(c => c.Id).ToListAsync();
        known[tenantId] = new(connections, change, at);
        return connections;
    }

    // A reading from before the last change of ours is worth nothing.
    private sealed record Reading(IReadOnlyList<Connection> Connections, long Changes, DateTimeOffset At);
}

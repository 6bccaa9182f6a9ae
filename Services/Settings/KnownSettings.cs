using System.Collections.Concurrent;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Settings;

/// <summary>Settings in memory, as each view asks for them: some seconds behind another instance, and never behind this one.</summary>
internal sealed class KnownSettings(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, Reading> known = new();
    private readonly ConcurrentDictionary<int, long> changes = new();
    private readonly SingleFlight<(int TenantId, long Changes), SiteSettings> readings = new();

    public ValueTask<SiteSettings> OfAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.GetValueOrDefault(tenantId);
        return known.TryGetValue(tenantId, out var reading) && reading.Changes == change && clock.GetUtcNow() - reading.At < Lifetime
            ? new(reading.Settings)
            : new(readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken));
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(int tenantId) => changes.AddOrUpdate(tenantId, 1, (_, count) => count + 1);

    private async Task<SiteSettings> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var values = await db.SavedSettings.AsNoTracking().Where(s => s.TenantId == tenantId).Select(s => s.Values).SingleOrDefaultAsync();
        var settings = SettingsJson.Read(values);
        known[tenantId] = new(settings, change, at);
        return settings;
    }

    // A reading from before the last change of ours is worth nothing.
    private sealed record Reading(SiteSettings Settings, long Changes, DateTimeOffset At);
}

using System.Collections.Concurrent;
using Markdwell.Models;
using Markdwell.Services.Instances;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Settings;

/// <summary>Settings in memory, as each view asks for them: never behind this instance, and behind another by some seconds without Redis.</summary>
internal sealed class KnownSettings(IDbContextFactory<AppDbContext> database, Notices notices, TimeProvider clock)
{
    private const int MaxSites = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    // Of each site that is read it is asked again every few seconds: to make up the query took longer than to run it.
    private static readonly Func<AppDbContext, int, Task<string?>> SavedValues = EF.CompileAsyncQuery(
        (AppDbContext db, int tenantId) => db.SavedSettings.AsNoTracking().Where(s => s.TenantId == tenantId).Select(s => s.Values).SingleOrDefault());

    private readonly ConcurrentDictionary<int, Reading> known = new();
    private readonly Changes<int> changes = new(notices, Topic.Settings);
    private readonly SingleFlight<(int TenantId, long Changes), SiteSettings> readings = new();

    public ValueTask<SiteSettings> OfAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.Of(tenantId);
        return known.TryGetValue(tenantId, out var reading) && reading.Changes == change && clock.GetUtcNow() - reading.At < Lifetime
            ? new(reading.Settings)
            : new(readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken));
    }

    /// <summary>Something was written, or may have been.</summary>
    public void Changed(int tenantId) => changes.Made(tenantId);

    private async Task<SiteSettings> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var settings = SettingsJson.Read(await SavedValues(db, tenantId));
        if (known.Count >= MaxSites)
        {
            // Whoever looks next reads them once more.
            known.Clear();
        }

        known[tenantId] = new(settings, change, at);
        return settings;
    }

    private sealed record Reading(SiteSettings Settings, long Changes, DateTimeOffset At);
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Connections;

/// <summary>Which macro shows which file of which connection. Written behind the reader's back.</summary>
public sealed class SourceUses(IDbContextFactory<AppDbContext> database, SourceUseWriter writer, TimeProvider clock) : IDisposable
{
    private const int MaxRows = 5_000;
    private const int MaxPages = 20_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = 10 * MaxPages });
    private readonly SingleFlight<Repository, Reading> readings = new();

    public void Record(SourceUse use) => writer.Store(use);

    /// <summary>For who will ask for the pages of these files at once, and wants the answer that everybody gets later.</summary>
    public async Task RecordNowAsync(IReadOnlyList<SourceUse> uses, CancellationToken cancellationToken)
    {
        foreach (var use in uses)
        {
            await writer.StoreNowAsync(use, cancellationToken);
        }

        foreach (var use in uses.Where(use => use.ConnectionId is not null))
        {
            pages.Remove(new Repository(use.TenantId, use.ConnectionId!.Value, use.Repository));
        }
    }

    /// <summary>The macros that a connection brings their text.</summary>
    public async Task<IReadOnlyList<SourceUse>> OfConnectionAsync(Tenant tenant, int connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.SourceUses.AsNoTracking()
            .Where(u => u.TenantId == tenant.Id && u.ConnectionId == connectionId)
            .OrderByDescending(u => u.SeenAt).Take(MaxRows).ToListAsync(cancellationToken);
    }

    /// <summary>The macros of a tenant, the ones seen last first: those of each connection, and those that ask for what none allows.</summary>
    public async Task<IReadOnlyList<SourceUse>> AllAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.SourceUses.AsNoTracking().Where(u => u.TenantId == tenant.Id)
            .OrderByDescending(u => u.SeenAt).Take(MaxRows).ToListAsync(cancellationToken);
    }

    /// <summary>For each file of a repository that some page shows, that page. From memory, at most half a minute old.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> PagesByPathAsync(Tenant tenant, int connectionId, string repository, CancellationToken cancellationToken)
    {
        var key = new Repository(tenant.Id, connectionId, repository);
        var reading = pages.TryGetValue(key, out Reading? known) && clock.GetUtcNow() - known!.At < Lifetime
            ? known
            : await readings.RunAsync(key, () => ReadAsync(key), cancellationToken);
        return reading.PagesByPath;
    }

    public void Dispose() => pages.Dispose();

    private async Task<Reading> ReadAsync(Repository key)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var shown = await db.SourceUses.AsNoTracking()
            .Where(u => u.TenantId == key.TenantId && u.ConnectionId == key.ConnectionId && u.Repository == key.Name)
            .OrderByDescending(u => u.SeenAt).Take(MaxPages).Select(u => new { u.Path, u.PageId }).ToListAsync();

        // Of several pages the oldest, so that a link does not lead to another page each time.
        var byPath = shown.GroupBy(u => u.Path, u => u.PageId, StringComparer.Ordinal)
            .ToDictionary(path => path.Key, path => path.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).First(), StringComparer.Ordinal);
        var reading = new Reading(byPath, at);
        pages.Set(key, reading, new MemoryCacheEntryOptions { Size = 1 + byPath.Count, AbsoluteExpirationRelativeToNow = Lifetime });
        return reading;
    }

    private sealed record Repository(int TenantId, int ConnectionId, string Name);

    private sealed record Reading(IReadOnlyDictionary<string, string> PagesByPath, DateTimeOffset At);
}

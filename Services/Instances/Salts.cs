using System.Security.Cryptography;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Instances;

/// <summary>
/// A secret word of each tenant, of which the names and the keys are made of whatever of it lies in Redis. It is erased with the tenant's
/// data: then nobody finds or opens what Redis still holds, whether Redis could be reached at that moment or not.
/// </summary>
/// <param name="redis">Without it nothing leaves this process, and no word is needed.</param>
public sealed class Salts(IDbContextFactory<AppDbContext> database, Notices notices, TimeProvider clock, Redis? redis = null) : IDisposable
{
    private const int Bytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly MemoryCache known = new(new MemoryCacheOptions());
    private readonly Changes<int> changes = new(notices, Topic.Salt);
    private readonly SingleFlight<(int TenantId, long Changes), string?> readings = new();

    /// <returns>Null for a tenant that is being erased.</returns>
    public async ValueTask<string?> OfAsync(int tenantId, CancellationToken cancellationToken)
    {
        var change = changes.Of(tenantId);
        return redis is null ? ""
            : known.TryGetValue(tenantId, out Reading? reading) && reading!.Changes == change && clock.GetUtcNow() - reading.At < Lifetime ? reading.Salt
            : await readings.RunAsync((tenantId, change), () => ReadAsync(tenantId, change), cancellationToken);
    }

    /// <summary>It was erased.</summary>
    public void Changed(int tenantId)
    {
        changes.Made(tenantId);
        known.Remove(tenantId);
    }

    public void Dispose() => known.Dispose();

    private async Task<string?> ReadAsync(int tenantId, long change)
    {
        var at = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var salt = await FindAsync(db, tenantId) ?? await MakeAsync(db, tenantId);
        if (salt is not null)
        {
            known.Set(tenantId, new Reading(salt, change, at), Lifetime);
        }

        return salt;
    }

    private static async Task<string?> MakeAsync(AppDbContext db, int tenantId)
    {
        var made = new TenantSalt { TenantId = tenantId, Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) };
        try
        {
            db.Add(made);
            await db.SaveChangesAsync();
            return made.Salt;
        }
        catch (DbUpdateException)
        {
            // Another instance was first, or the tenant is gone.
            return await FindAsync(db, tenantId);
        }
    }

    private static Task<string?> FindAsync(AppDbContext db, int tenantId) =>
        db.TenantSalts.AsNoTracking().Where(s => s.TenantId == tenantId).Select(s => s.Salt).SingleOrDefaultAsync();

    private sealed record Reading(string Salt, long Changes, DateTimeOffset At);
}

using System.Security.Cryptography;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Instances;

/// <summary>
/// A secret word of each tenant, of which the names and the keys are made of whatever of it lies in Redis. It is erased with the tenant's
/// data: then nobody finds or opens what Redis still holds, whether Redis could be reached at that moment or not.
/// </summary>
/// <param name="redis">Without it nothing leaves this process, and no word is needed.</param>
public sealed class Salts : IDisposable
{
    private const int Bytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly IDbContextFactory<AppDbContext> database;
    private readonly Redis? redis;
    private readonly Readings<int, string> known;

    public Salts(IDbContextFactory<AppDbContext> database, Notices notices, TimeProvider clock, Redis? redis = null)
    {
        (this.database, this.redis) = (database, redis);
        known = new(new(notices, Topic.Salt), clock, Lifetime, ReadAsync);
    }

    /// <returns>Null for a tenant that is being erased.</returns>
    public ValueTask<string?> OfAsync(int tenantId, CancellationToken cancellationToken) => redis is null ? new("") : known.FindAsync(tenantId, cancellationToken);

    /// <summary>It was erased.</summary>
    public void Changed(int tenantId) => known.Changed(tenantId);

    public void Dispose() => known.Dispose();

    private async Task<string?> ReadAsync(int tenantId)
    {
        await using var db = await database.CreateDbContextAsync();
        return await FindAsync(db, tenantId) ?? await MakeAsync(db, tenantId);
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
}

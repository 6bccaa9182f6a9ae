using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Settings;

/// <summary>Who changed what, for administrators to read.</summary>
public sealed class AuditLog(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private const int MaxDetail = 2_000;

    private static readonly TimeSpan Age = TimeSpan.FromDays(365);

    // A newer instance beside this one may write others, which this one has no words for.
    private static readonly AuditAction[] Known = Enum.GetValues<AuditAction>();

    /// <param name="detail">What exactly, in a few words; never a secret.</param>
    public async Task WriteAsync(Tenant tenant, string? accountId, AuditAction action, string detail, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(Entry(tenant, accountId, action, detail, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>A tenant's last entries, the newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(Tenant tenant, int count, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.AsNoTracking().Where(e => e.TenantId == tenant.Id && Known.Contains(e.Action))
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Whether somebody has done it within some time.</summary>
    public async Task<bool> HasAsync(Tenant tenant, AuditAction action, TimeSpan within, CancellationToken cancellationToken)
    {
        var from = clock.GetUtcNow().UtcDateTime - within;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.AnyAsync(e => e.TenantId == tenant.Id && e.At > from && e.Action == action, cancellationToken);
    }

    internal static AuditEntry Entry(Tenant tenant, string? accountId, AuditAction action, string detail, DateTime at) =>
        new() { TenantId = tenant.Id, At = at, AccountId = accountId, Action = action, Detail = detail.Length > MaxDetail ? detail[..(MaxDetail - 1)] + "…" : detail };

    internal static Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var old = now - Age;
        return db.AuditEntries.Where(e => e.At < old).ExecuteDeleteAsync(cancellationToken);
    }
}

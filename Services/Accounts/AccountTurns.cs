using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Accounts;

/// <summary>Which site's accounts are to be reported, and by which instance. Whoever moves the date on has the turn.</summary>
internal sealed class AccountTurns(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private const int MaxAtOnce = 50;

    // Whoever dies meanwhile leaves it to another one.
    private static readonly TimeSpan Turn = TimeSpan.FromHours(1);

    public static IQueryable<Tenant> Due(AppDbContext db, DateTime now) =>
        db.Tenants.AsNoTracking().Where(t => t.UninstalledAt == null && (t.AccountsDueAt == null || t.AccountsDueAt <= now)).OrderBy(t => t.AccountsDueAt).Take(MaxAtOnce);

    public async Task<List<Tenant>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Due(db, Now).ToListAsync(cancellationToken);
    }

    /// <returns>False when another instance has the turn.</returns>
    public async Task<bool> TryBeginAsync(Tenant due, CancellationToken cancellationToken)
    {
        var (seen, until) = (due.AccountsDueAt, Now + Turn);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Tenants.Where(t => t.Id == due.Id && t.UninstalledAt == null && t.AccountsDueAt == seen)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.AccountsDueAt, until), cancellationToken) == 1;
    }

    public async Task EndAsync(Tenant tenant, TimeSpan pause, CancellationToken cancellationToken)
    {
        var next = Now + pause;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Tenants.Where(t => t.Id == tenant.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.AccountsDueAt, next), cancellationToken);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

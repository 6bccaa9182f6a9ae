using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Accounts;

/// <summary>The account ids in the database. They stand in two columns, and nothing else about a person stands anywhere.</summary>
internal sealed class RememberedAccounts(IDbContextFactory<AppDbContext> database)
{
    // What the products call somebody whom they do not name. Atlassian asks not to be told of it.
    private const string Unknown = "unknown";

    public static IQueryable<string> Of(AppDbContext db, int tenantId) =>
        db.AuditEntries.Where(e => e.TenantId == tenantId).Select(e => e.AccountId)
            .Union(db.IssueProgress.Where(i => i.TenantId == tenantId).Select(i => i.AssigneeId))
            .Where(id => id != null && id != "" && id != Unknown)
            .Select(id => id!);

    public async Task<List<string>> ListAsync(int tenantId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Of(db, tenantId).ToListAsync(cancellationToken);
    }

    /// <summary>What they did stays, without them.</summary>
    public async Task ForgetAsync(int tenantId, IReadOnlyCollection<string> closed, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.AuditEntries.Where(e => e.TenantId == tenantId && closed.Contains(e.AccountId!))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.AccountId, (string?)null), cancellationToken);
        await db.IssueProgress.Where(i => i.TenantId == tenantId && closed.Contains(i.AssigneeId!))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AssigneeId, (string?)null), cancellationToken);
    }
}

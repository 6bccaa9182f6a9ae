using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Markdwell.Services.Retention;

/// <summary>
/// Takes a tenant out of the database, a few rows at a time, so that nobody else waits for long. What belongs to a tenant is what the model says: a
/// table that is added is erased with the others.
/// </summary>
public sealed class Erasure
{
    private const int RowsAtOnce = 200;

    // What Jira does not hold yet is nowhere else.
    private static readonly string InJira = $"\"{nameof(Note.WrittenRevision)}\" = \"{nameof(Note.Revision)}\"";

    // Names a page or an issue that is gone, and is what the ids of comments there end by.
    private static readonly string NotForgetting = $"\"{nameof(Job.Kind)}\" <> '{nameof(JobKind.Forget)}'";

    private readonly IDbContextFactory<AppDbContext> database;
    private readonly TenantStore tenants;
    private readonly IReadOnlyList<Erased> memories;
    private readonly SingleFlight<int, int> erasures = new();

    internal Erasure(IDbContextFactory<AppDbContext> database, TenantStore tenants, IEnumerable<Erased> memories) =>
        (this.database, this.tenants, this.memories) = (database, tenants, [.. memories]);

    /// <summary>
    /// All but the installation itself and the ids of the app's own comments, for a site that goes on using the app: without them it would comment a
    /// second time. Jira and Confluence keep what is theirs.
    /// </summary>
    /// <returns>How many notes are not in Jira yet; with any of them, nothing was erased.</returns>
    public Task<int> EraseNowAsync(Tenant tenant, CancellationToken cancellationToken) =>
        // Ten clicks at once are one erasure.
        erasures.RunAsync(tenant.Id, () => EraseNowAsync(tenant.Id), cancellationToken);

    private async Task<int> EraseNowAsync(int tenantId)
    {
        await using var db = await database.CreateDbContextAsync();
        var unwritten = await db.Notes.CountAsync(n => n.TenantId == tenantId && n.WrittenRevision != n.Revision);
        if (unwritten == 0 && await EmptyAsync(db, tenantId, staysInstalled: true, CancellationToken.None) > 0)
        {
            await Traces.WipeAsync(db, CancellationToken.None);
        }

        return unwritten;
    }

    /// <summary>
    /// All of a tenant that is uninstalled. Its end is one statement: a site that comes back before it finds everything, one that comes after it
    /// begins anew, and none finds half of it. Whatever stops the rest, it is done the next time.
    /// </summary>
    /// <returns>False when the site has come back.</returns>
    internal async Task<bool> EraseTenantAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (!tenant.IsEnded && !await tenants.TryEndAsync(tenant, cancellationToken))
        {
            return false;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await EmptyAsync(db, tenant.Id, staysInstalled: false, cancellationToken);
        if (await Traces.WipeAsync(db, cancellationToken))
        {
            await db.Tenants.Where(t => t.Id == tenant.Id).ExecuteDeleteAsync(cancellationToken);
        }

        return true;
    }

    /// <returns>Which rows of a table go while the site stays; null for all.</returns>
    private static string? Erasable(IEntityType table) =>
        table.ClrType == typeof(Note) ? InJira : table.ClrType == typeof(Job) ? NotForgetting : null;

    /// <returns>How many rows there were.</returns>
    private async Task<int> EmptyAsync(AppDbContext db, int tenantId, bool staysInstalled, CancellationToken cancellationToken)
    {
        var all = 0;
        foreach (var table in TenantTables.Of(db).Where(table => !staysInstalled || table.ClrType != typeof(Reaction)))
        {
            var statement = TenantTables.Delete(db, table, RowsAtOnce, staysInstalled ? Erasable(table) : null);
            int rows;
            do
            {
                all += rows = await db.Database.ExecuteSqlRawAsync(statement, [tenantId], cancellationToken);
            }
            while (rows > 0);
        }

        foreach (var erased in memories)
        {
            erased(tenantId);
        }

        return all;
    }
}

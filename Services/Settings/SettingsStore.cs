using Markdwell.Models;
using Markdwell.Services.Instances;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Settings;

/// <summary>The settings of each site.</summary>
public sealed class SettingsStore : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    // Of each site that is read it is asked again every few seconds: to make up the query took longer than to run it.
    private readonly Func<AppDbContext, int, Task<string?>> savedValues = EF.CompileAsyncQuery(
        (AppDbContext db, int tenantId) => db.SavedSettings.AsNoTracking().Where(s => s.TenantId == tenantId).Select(s => s.Values).SingleOrDefault());

    private readonly IDbContextFactory<AppDbContext> database;
    private readonly TimeProvider clock;
    private readonly Readings<int, SiteSettings> known;

    public SettingsStore(IDbContextFactory<AppDbContext> database, Notices notices, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        known = new(new(notices, Topic.Settings), clock, Lifetime, ReadAsync);
    }

    /// <summary>From memory. What was saved here shows at once; what was saved on another instance as well with Redis, and after some seconds without.</summary>
    public ValueTask<SiteSettings> ForAsync(int tenantId, CancellationToken cancellationToken) => known.FindAsync(tenantId, cancellationToken)!;

    /// <summary>As they are now, for somebody who wants to change them.</summary>
    public async Task<VersionedSettings> ReadAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return VersionedSettings.Of(await db.SavedSettings.AsNoTracking().SingleOrDefaultAsync(s => s.TenantId == tenant.Id, cancellationToken));
    }

    /// <summary>Saves settings, and in the same transaction who has changed what.</summary>
    /// <param name="version">Of the settings that the administrator had before him.</param>
    public Task<SaveOutcome> SaveAsync(Tenant tenant, string? accountId, SiteSettings settings, int version, CancellationToken cancellationToken) =>
        WriteAsync(tenant, accountId, AuditAction.SettingsChanged, settings, version, cancellationToken);

    /// <summary>Back to what holds by default.</summary>
    public Task<SaveOutcome> ResetAsync(Tenant tenant, string? accountId, int version, CancellationToken cancellationToken) =>
        WriteAsync(tenant, accountId, AuditAction.SettingsReset, SiteSettings.Default, version, cancellationToken);

    /// <summary>Something was written elsewhere: what is in memory does not count any more.</summary>
    public void Changed(int tenantId) => known.Changed(tenantId);

    public void Dispose() => known.Dispose();

    private async Task<SiteSettings?> ReadAsync(int tenantId)
    {
        await using var db = await database.CreateDbContextAsync();
        return SettingsJson.Read(await savedValues(db, tenantId));
    }

    private async Task<SaveOutcome> WriteAsync(Tenant tenant, string? accountId, AuditAction action, SiteSettings settings, int version, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = await db.SavedSettings.SingleOrDefaultAsync(s => s.TenantId == tenant.Id, cancellationToken);
        var before = VersionedSettings.Of(row);
        if (before.Version != version)
        {
            return SaveOutcome.ChangedMeanwhile;
        }

        if (SettingTable.Changes(before.Settings, settings) is not { Count: > 0 } changes)
        {
            return SaveOutcome.Done;
        }

        if (row is null)
        {
            db.Add(row = new SavedSettings { TenantId = tenant.Id, Values = "" });
        }

        (row.Values, row.Version, row.ChangedAt) = (SettingsJson.Write(settings), version + 1, clock.GetUtcNow().UtcDateTime);
        db.Add(AuditLog.Entry(tenant, accountId, action, string.Join("; ", changes), row.ChangedAt));
        return await SaveAsync(db, tenant, version, cancellationToken);
    }

    private async Task<SaveOutcome> SaveAsync(AppDbContext db, Tenant tenant, int version, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return SaveOutcome.Done;
        }
        catch (DbUpdateException e)
        {
            // Of two who save the first settings of a site at once, the key lets one in.
            if (e is DbUpdateConcurrencyException || (await ReadAsync(tenant, cancellationToken)).Version != version)
            {
                return SaveOutcome.ChangedMeanwhile;
            }

            throw;
        }
        finally
        {
            known.Changed(tenant.Id);
        }
    }
}

/// <param name="Version">Grows with each change; 0 while nothing was ever saved.</param>
public sealed record VersionedSettings(SiteSettings Settings, int Version)
{
    internal static VersionedSettings Of(SavedSettings? row) => new(SettingsJson.Read(row?.Values), row?.Version ?? 0);
}

public enum SaveOutcome
{
    Done,

    /// <summary>Somebody else has saved since; nothing was written.</summary>
    ChangedMeanwhile,
}

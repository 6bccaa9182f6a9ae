using Markdwell.Models;
using Markdwell.Services.Settings;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Retention;

/// <summary>Erases the tenants that have been uninstalled for as long as their administrators decided.</summary>
internal sealed partial class RetentionSweep(Erasure erasure, SettingsStore settings, ILogger<RetentionSweep> logger)
{
    public async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var tenant in await db.Tenants.AsNoTracking().Where(t => t.UninstalledAt != null).OrderBy(t => t.Id).ToListAsync(cancellationToken))
        {
            if (await IsDueAsync(tenant, now, cancellationToken) && await erasure.EraseTenantAsync(tenant, cancellationToken))
            {
                Log.Erased(logger, tenant.Id);
            }
        }
    }

    // One that has ended already was left halfway, and its settings may be gone.
    private async Task<bool> IsDueAsync(Tenant tenant, DateTime now, CancellationToken cancellationToken) =>
        tenant.IsEnded || tenant.UninstalledAt + TimeSpan.FromDays((await settings.ForAsync(tenant.Id, cancellationToken)).Data.RetentionDays) <= now;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Tenant {TenantId} has been uninstalled for its time and is erased")]
        public static partial void Erased(ILogger logger, int tenantId);
    }
}

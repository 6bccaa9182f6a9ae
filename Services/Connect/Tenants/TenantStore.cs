using System.Security.Cryptography;
using System.Text;
using Markdwell.Models;
using Markdwell.Services.Instances;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>The tenants in the database; the only place that encrypts and decrypts their secrets.</summary>
public sealed partial class TenantStore(
    IDbContextFactory<AppDbContext> database, IDataProtectionProvider protection, Notices notices, TimeProvider clock, ILogger<TenantStore> logger)
{
    // Frames opened before a rotation come back with the old signature; after ten minutes none of their tokens lives.
    private static readonly TimeSpan PreviousSecretLifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("Markdwell.Tenant.Secret");

    // Of each site that is read it is asked again twice a minute: to make up the query takes as long as to run it. Not for all stores at once,
    // because it holds for one kind of database.
    private readonly Func<AppDbContext, string, Task<Tenant?>> byClientKey =
        EF.CompileAsyncQuery((AppDbContext db, string clientKey) => db.Tenants.AsNoTracking().SingleOrDefault(t => t.ClientKey == clientKey));

    internal Changes<string> Changes { get; } = new(notices, Topic.Tenant);

    internal async Task<TenantKeys?> FindAsync(string clientKey)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var tenant = await byClientKey(db, clientKey);
        return tenant is not null && TryUnprotect(tenant.ProtectedSecret, tenant) is { } secret
            ? new(tenant, secret, TryUnprotect(tenant.ProtectedPreviousSecret, tenant), now)
            : null;
    }

    /// <summary>Stores what the product says now, whatever was known before: the last event wins, and the old secret verifies for a while.</summary>
    public async Task InstallAsync(Installation installation, CancellationToken cancellationToken)
    {
        // Asked first: Entity Framework makes up an update anew each time, and a new site has no row that one could find.
        var isKnown = await IsKnownAsync(installation.ClientKey, cancellationToken);
        while (isKnown ? await UpdateAsync(installation, cancellationToken) == 0 : !await TryAddAsync(installation, cancellationToken))
        {
            // Somebody else added or ended the row meanwhile.
            isKnown = !isKnown;
        }
    }

    /// <summary>Stores a tenant unless its client key is known already.</summary>
    /// <returns>False when it is known.</returns>
    public async Task<bool> TryAddAsync(Installation installation, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(NewTenant(installation));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            if (await IsKnownAsync(installation.ClientKey, cancellationToken))
            {
                return false;
            }

            throw;
        }
        finally
        {
            Changes.Made(installation.ClientKey);
        }

        return true;
    }

    public Task UninstallAsync(string clientKey, CancellationToken cancellationToken)
    {
        var now = Now;
        return ChangeAsync(clientKey, db => db.ExecuteUpdateAsync(set => set.SetProperty(t => t.UninstalledAt, now), cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Ends a tenant that is still uninstalled as it was when the caller looked: nothing leads to it any more, and whoever installs under its client key
    /// begins anew. One statement, so that it happens before a reinstallation or after it.
    /// </summary>
    /// <returns>False when the site has come back.</returns>
    internal async Task<bool> TryEndAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var key = Tenant.EndedKey(tenant.Id);
        return tenant.UninstalledAt is { } seen && await ChangeAsync(
            tenant.ClientKey,
            row => row.Where(t => t.Id == tenant.Id && t.UninstalledAt == seen).ExecuteUpdateAsync(
                set => set
                    .SetProperty(t => t.ClientKey, key)
                    .SetProperty(t => t.BaseUrl, "")
                    .SetProperty(t => t.DisplayUrl, (string?)null)
                    .SetProperty(t => t.ProtectedSecret, "")
                    .SetProperty(t => t.SecretFingerprint, "")
                    .SetProperty(t => t.ProtectedPreviousSecret, (string?)null),
                cancellationToken),
            cancellationToken) == 1;
    }

    public Task EnableAsync(string clientKey, CancellationToken cancellationToken) =>
        ChangeAsync(clientKey, db => db.ExecuteUpdateAsync(set => set.SetProperty(t => t.DisabledAt, (DateTime?)null), cancellationToken), cancellationToken);

    public Task DisableAsync(string clientKey, CancellationToken cancellationToken)
    {
        var now = Now;
        return ChangeAsync(clientKey, db => db.ExecuteUpdateAsync(set => set.SetProperty(t => t.DisabledAt, now), cancellationToken), cancellationToken);
    }

    /// <summary>The key that signs calls to the tenant's product.</summary>
    internal byte[] SigningSecret(Tenant tenant) => Unprotect(tenant.ProtectedSecret);

    private async Task<bool> IsKnownAsync(string clientKey, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Tenants.AnyAsync(t => t.ClientKey == clientKey, cancellationToken);
    }

    // One statement, so that parallel events for one client key neither collide nor mix.
    private Task<int> UpdateAsync(Installation installation, CancellationToken cancellationToken)
    {
        var now = Now;
        var until = now + PreviousSecretLifetime;
        var secret = Protect(installation.SharedSecret);
        var fingerprint = Fingerprint(installation.SharedSecret);
        return ChangeAsync(
            installation.ClientKey,
            row => row.ExecuteUpdateAsync(
                set => set
                    .SetProperty(t => t.Product, installation.Product)
                    .SetProperty(t => t.BaseUrl, installation.BaseUrl)
                    .SetProperty(t => t.DisplayUrl, installation.DisplayUrl)
                    .SetProperty(t => t.ProtectedPreviousSecret, t => t.SecretFingerprint == fingerprint ? t.ProtectedPreviousSecret : t.ProtectedSecret)
                    .SetProperty(t => t.PreviousSecretUntil, t => t.SecretFingerprint == fingerprint ? t.PreviousSecretUntil : until)
                    .SetProperty(t => t.ProtectedSecret, secret)
                    .SetProperty(t => t.SecretFingerprint, fingerprint)
                    .SetProperty(t => t.InstalledAt, now)
                    .SetProperty(t => t.DisabledAt, (DateTime?)null)
                    .SetProperty(t => t.UninstalledAt, (DateTime?)null),
                cancellationToken),
            cancellationToken);
    }

    private async Task<int> ChangeAsync(string clientKey, Func<IQueryable<Tenant>, Task<int>> change, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        try
        {
            return await change(db.Tenants.Where(t => t.ClientKey == clientKey));
        }
        finally
        {
            Changes.Made(clientKey);
        }
    }

    private Tenant NewTenant(Installation installation) => new()
    {
        ClientKey = installation.ClientKey,
        Product = installation.Product,
        BaseUrl = installation.BaseUrl,
        DisplayUrl = installation.DisplayUrl,
        ProtectedSecret = Protect(installation.SharedSecret),
        SecretFingerprint = Fingerprint(installation.SharedSecret),
        InstalledAt = Now,
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private string Protect(string secret) => protector.Protect(secret);

    // The products use the secret's UTF-8 bytes as the key, whatever it looks like.
    private byte[] Unprotect(string secret) => Encoding.UTF8.GetBytes(protector.Unprotect(secret));

    /// <summary>A tenant whose secret cannot be read any more is one without a secret: nobody is let in, and a reinstallation repairs it.</summary>
    private byte[]? TryUnprotect(string? secret, Tenant tenant)
    {
        try
        {
            return secret is null ? null : Unprotect(secret);
        }
        catch (CryptographicException e) when (!DatabaseFault.Is(e))
        {
            Log.SecretUnreadable(logger, tenant.BaseUrl, e.Message);
            return null;
        }
    }

    private static string Fingerprint(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The secret of {BaseUrl} cannot be decrypted, as if the data protection keys were lost. Reinstalling the app there repairs it: {Reason}")]
        public static partial void SecretUnreadable(ILogger logger, string baseUrl, string reason);
    }
}

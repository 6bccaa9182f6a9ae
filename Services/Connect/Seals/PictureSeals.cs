using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;

namespace Markdwell.Services.Connect.Seals;

/// <summary>
/// Seals for the names of pictures: the app can read more files than its texts show, and nobody but the app can name one.
/// The key is a tenant's, so is what it seals.
/// </summary>
public sealed class PictureSeals(TenantStore store, KnownTenants tenants)
{
    public Func<string[], string> For(Tenant tenant)
    {
        var key = Seal.Key(store.SigningSecret(tenant), Purpose.Picture);
        return words => Seal.Write(key, words);
    }

    /// <returns>Null when this tenant's app never said so.</returns>
    public async ValueTask<string[]?> ReadAsync(Tenant tenant, string seal, CancellationToken cancellationToken) =>
        await tenants.FindAsync(tenant.ClientKey, cancellationToken) is { } keys
            ? (await tenants.ReadSealAsync(keys, Purpose.Picture, seal, cancellationToken)).Words
            : null;
}

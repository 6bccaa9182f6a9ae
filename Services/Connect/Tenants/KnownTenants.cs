using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Instances;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>The tenants in memory, so that a frame costs no query. What another instance changes shows at once with Redis, and after <see cref="Lifetime"/> without.</summary>
public sealed class KnownTenants : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseBetweenDoubts = TimeSpan.FromSeconds(1);

    private readonly Readings<string, TenantKeys> known;
    private readonly TimeProvider clock;

    public KnownTenants(TenantStore store, TimeProvider clock) =>
        (known, this.clock) = (new(store.Changes, clock, Lifetime, store.FindAsync), clock);

    public void Dispose() => known.Dispose();

    internal ValueTask<TenantKeys?> FindAsync(string clientKey, CancellationToken cancellationToken) => known.FindAsync(clientKey, cancellationToken);

    /// <summary>
    /// Looks again after a signature did not fit: another instance may have stored a new secret. At most once a second
    /// and tenant, or forged tokens would turn into queries.
    /// </summary>
    internal async Task<TenantKeys?> DoubtAsync(TenantKeys keys, CancellationToken cancellationToken) =>
        clock.GetUtcNow() - keys.LoadedAt < PauseBetweenDoubts ? keys : await known.ReadAsync(keys.Tenant.ClientKey, cancellationToken);

    /// <summary>The words of a seal, and the tenant as it was known when it was read; no words if the seal is not this tenant's.</summary>
    internal async ValueTask<(string[]? Words, TenantKeys Keys)> ReadSealAsync(TenantKeys keys, Purpose purpose, string seal, CancellationToken cancellationToken)
    {
        if (keys.Read(purpose, seal, clock.GetUtcNow()) is { } words)
        {
            return (words, keys);
        }

        return await DoubtAsync(keys, cancellationToken) is { } newer ? (newer.Read(purpose, seal, clock.GetUtcNow()), newer) : (null, keys);
    }
}

using Markdwell.Services.Connect.Seals;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Connect.Tenants;

/// <summary>The tenants in memory, so that a frame costs no query. What another instance changes shows at once with Redis, and after <see cref="Lifetime"/> without.</summary>
public sealed class KnownTenants(TenantStore store, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseBetweenDoubts = TimeSpan.FromSeconds(1);

    // Lets go of what nobody asks for: a secret is not to outlive its tenant in memory.
    private readonly MemoryCache known = new(new MemoryCacheOptions());
    private readonly SingleFlight<string, TenantKeys?> readings = new();

    public void Dispose() => known.Dispose();

    internal ValueTask<TenantKeys?> FindAsync(string clientKey, CancellationToken cancellationToken) =>
        known.TryGetValue(clientKey, out Entry? entry) && entry!.Changes == store.Changes(clientKey) && clock.GetUtcNow() - entry.Keys.LoadedAt < Lifetime
            ? new(entry.Keys)
            : new(ReadAsync(clientKey, cancellationToken));

    /// <summary>
    /// Looks again after a signature did not fit: another instance may have stored a new secret. At most once a second
    /// and tenant, or forged tokens would turn into queries.
    /// </summary>
    internal async Task<TenantKeys?> DoubtAsync(TenantKeys keys, CancellationToken cancellationToken) =>
        clock.GetUtcNow() - keys.LoadedAt < PauseBetweenDoubts ? keys : await ReadAsync(keys.Tenant.ClientKey, cancellationToken);

    /// <summary>The words of a seal, and the tenant as it was known when it was read; no words if the seal is not this tenant's.</summary>
    internal async ValueTask<(string[]? Words, TenantKeys Keys)> ReadSealAsync(TenantKeys keys, Purpose purpose, string seal, CancellationToken cancellationToken)
    {
        if (keys.Read(purpose, seal, clock.GetUtcNow()) is { } words)
        {
            return (words, keys);
        }

        return await DoubtAsync(keys, cancellationToken) is { } newer ? (newer.Read(purpose, seal, clock.GetUtcNow()), newer) : (null, keys);
    }

    private Task<TenantKeys?> ReadAsync(string clientKey, CancellationToken cancellationToken)
    {
        // Part of the key: whoever asks after a change must not join a reading from before it.
        var changes = store.Changes(clientKey);
        return readings.RunAsync($"{changes} {clientKey}", () => ReadAsync(clientKey, changes), cancellationToken);
    }

    private async Task<TenantKeys?> ReadAsync(string clientKey, long changes)
    {
        var keys = await store.FindAsync(clientKey, CancellationToken.None);
        if (keys is null)
        {
            known.Remove(clientKey);
        }
        else
        {
            known.Set(clientKey, new Entry(keys, changes), Lifetime);
        }

        return keys;
    }

    private sealed record Entry(TenantKeys Keys, long Changes);
}

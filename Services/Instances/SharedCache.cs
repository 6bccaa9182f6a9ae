using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Hybrid;

namespace Markdwell.Services.Instances;

/// <summary>
/// What was made of tenants' texts, for whoever wants it next: in memory, and with Redis for all instances. Entries are sealed with a key of
/// their tenant and their own name, so that whoever can write into Redis can take an entry away, and neither read one, nor change one,
/// nor put it into another's place.
/// </summary>
public sealed partial class SharedCache(HybridCache cache, Salts salts, IDataProtectionProvider protection, ILogger<SharedCache> logger, Redis? redis = null)
{
    private const string Purpose = "Markdwell.SharedCache";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <param name="name">Of all that the entry was made of. A tenant's names mean nothing to another.</param>
    /// <returns>Null when there is none.</returns>
    public async ValueTask<byte[]?> FindAsync(int tenantId, string name, CancellationToken cancellationToken)
    {
        if (await salts.OfAsync(tenantId, cancellationToken) is not { } salt)
        {
            return null;
        }

        var key = Key(tenantId, salt, name);
        var options = Options(HybridCacheEntryFlags.DisableUnderlyingData | HybridCacheEntryFlags.DisableLocalCacheWrite);
        var entry = await cache.GetOrCreateAsync<byte[]?>(key, _ => default, options, tags: null, cancellationToken);
        return entry is null ? null : TryOpen(Protector(tenantId, salt, key), entry);
    }

    /// <param name="isLocal">Also in this process's memory: not for what it remembers elsewhere.</param>
    public async ValueTask KeepAsync(int tenantId, string name, byte[] value, bool isLocal, CancellationToken cancellationToken)
    {
        if ((isLocal || redis is not null) && await salts.OfAsync(tenantId, cancellationToken) is { } salt)
        {
            var key = Key(tenantId, salt, name);
            var options = Options(isLocal ? HybridCacheEntryFlags.None : HybridCacheEntryFlags.DisableLocalCacheWrite);
            await cache.SetAsync(key, Protector(tenantId, salt, key).Protect(value), options, tags: null, cancellationToken);
        }
    }

    // What Redis holds is asked for only while it answers: nobody waits for it twice.
    private HybridCacheEntryOptions Options(HybridCacheEntryFlags flags) => new()
    {
        Expiration = Lifetime,
        Flags = redis is { IsThere: true } ? flags : flags | HybridCacheEntryFlags.DisableDistributedCache,
    };

    /// <summary>Says nothing of what it names: others may see the keys of Redis.</summary>
    private static string Key(int tenantId, string salt, string name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{tenantId}\n{name}")));

    private IDataProtector Protector(int tenantId, string salt, string key) => protection.CreateProtector(Purpose, $"{tenantId}", salt, key);

    private byte[]? TryOpen(IDataProtector protector, byte[] entry)
    {
        try
        {
            return protector.Unprotect(entry);
        }
        catch (CryptographicException)
        {
            Log.NotOurs(logger);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An entry in Redis is not as this app wrote it, or its key is lost; it is made anew")]
        public static partial void NotOurs(ILogger logger);
    }
}

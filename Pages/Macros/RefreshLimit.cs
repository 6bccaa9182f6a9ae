using System.Threading.RateLimiting;
using Markdwell.Services.Connect;

namespace Markdwell.Pages.Macros;

/// <summary>
/// How often one person may have hosts asked. A host lets a token ask some thousand times an hour, so without this one reader
/// with a script could take everybody's texts away for the rest of it.
/// </summary>
public sealed class RefreshLimit : IDisposable
{
    private const int InARow = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly PartitionedRateLimiter<(int TenantId, string? AccountId)> limiter = PartitionedRateLimiter.Create<(int TenantId, string? AccountId), (int, string?)>(
        who => RateLimitPartition.GetTokenBucketLimiter(
            who, _ => new TokenBucketRateLimiterOptions { TokenLimit = InARow, TokensPerPeriod = 1, ReplenishmentPeriod = Pause, AutoReplenishment = true, QueueLimit = 0 }));

    public bool Allows(Caller caller)
    {
        using var lease = limiter.AttemptAcquire((caller.Tenant.Id, caller.AccountId));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}

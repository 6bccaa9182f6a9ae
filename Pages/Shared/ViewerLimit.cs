using System.Threading.RateLimiting;
using Markdwell.Services.Connect;

namespace Markdwell.Pages.Shared;

/// <summary>How often one person may ask for something that costs others: so many times in a row, and then once in each pause.</summary>
public abstract class ViewerLimit(int inARow, TimeSpan pause) : IDisposable
{
    private readonly PartitionedRateLimiter<(int TenantId, string? AccountId)> limiter = PartitionedRateLimiter.Create<(int TenantId, string? AccountId), (int, string?)>(
        who => RateLimitPartition.GetTokenBucketLimiter(
            who, _ => new TokenBucketRateLimiterOptions { TokenLimit = inARow, TokensPerPeriod = 1, ReplenishmentPeriod = pause, AutoReplenishment = true, QueueLimit = 0 }));

    public bool Allows(Caller caller)
    {
        using var lease = limiter.AttemptAcquire((caller.Tenant.Id, caller.AccountId));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        limiter.Dispose();
        GC.SuppressFinalize(this);
    }
}

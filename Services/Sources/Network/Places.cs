using System.Threading.RateLimiting;

namespace Markdwell.Services.Sources.Network;

/// <summary>How many requests a host gets at once. Who waits does so within the time of its own fetch.</summary>
internal sealed class Places : IDisposable
{
    private const int OfOneTenant = 4;
    private const int OfAll = 16;
    private const int Waiting = 256;

    private readonly PartitionedRateLimiter<(int TenantId, HostPort Host)> limiter = PartitionedRateLimiter.CreateChained(
        // Whoever has their tenant's place queues for one of all, so no tenant stands in that queue more often than another.
        PartitionedRateLimiter.Create<(int TenantId, HostPort Host), (int, HostPort)>(who => RateLimitPartition.GetConcurrencyLimiter(who, _ => Queue(OfOneTenant))),
        PartitionedRateLimiter.Create<(int TenantId, HostPort Host), HostPort>(who => RateLimitPartition.GetConcurrencyLimiter(who.Host, _ => Queue(OfAll))));

    public ValueTask<RateLimitLease> EnterAsync(int tenantId, HostPort host, CancellationToken cancellationToken) =>
        limiter.AcquireAsync((tenantId, host), 1, cancellationToken);

    public void Dispose() => limiter.Dispose();

    private static ConcurrencyLimiterOptions Queue(int places) =>
        new() { PermitLimit = places, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

using System.Threading.RateLimiting;

namespace Markdwell.Services;

/// <summary>
/// Lets as many texts be rendered at once as there are processors, and of one tenant's at most half as many. A text may take
/// a second of work; who sends fifty of them would otherwise hold every thread, and pages of other sites waited ten seconds.
/// Who waits here holds none.
/// </summary>
public sealed class RenderGate(TimeProvider clock) : IDisposable
{
    private const int WaitingOfOneTenant = 32;

    private static readonly TimeSpan PatienceOfReaders = TimeSpan.FromSeconds(5);

    // Whoever has their tenant's place queues for one of all, so no tenant stands in that queue more often than another.
    private readonly PartitionedRateLimiter<int> tenants = PartitionedRateLimiter.Create<int, int>(
        tenantId => RateLimitPartition.GetConcurrencyLimiter(tenantId, _ => Queue(Places / 2, WaitingOfOneTenant)));

    private readonly ConcurrencyLimiter all = new(Queue(Places, int.MaxValue));

    /// <summary>Two on a single processor: one tenant alone never has them all.</summary>
    public static int Places { get; } = Math.Max(2, Environment.ProcessorCount);

    /// <returns>Null when no place became free in time.</returns>
    public async Task<T?> RenderAsync<T>(int tenantId, Func<T> render, CancellationToken cancellationToken, TimeSpan? patience = null)
        where T : class
    {
        using var limit = new CancellationTokenSource(patience ?? PatienceOfReaders, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var own = await tenants.AcquireAsync(tenantId, 1, either.Token);
            if (!own.IsAcquired)
            {
                return null;
            }

            using var place = await all.AcquireAsync(1, either.Token);
            return place.IsAcquired ? render() : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose()
    {
        tenants.Dispose();
        all.Dispose();
    }

    private static ConcurrencyLimiterOptions Queue(int places, int waiting) =>
        new() { PermitLimit = places, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

using Markdwell.Services.Storage;

namespace Markdwell.Services.Jobs.Working;

/// <summary>Works on what was told.</summary>
internal sealed class JobWorker(JobTurns turns, JobWork work, HeldBack held, JobSignal signal, DatabaseState state, TimeProvider clock, ILogger<JobWorker> logger)
    : DueWorker<JobKey>(signal, state, clock, logger)
{
    private readonly TimeProvider clock = clock;

    protected override Task<List<JobKey>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken) =>
        turns.DueAsync(work.Kinds, [.. busy, .. held()], most, cancellationToken);

    protected override (int TenantId, string Subject) PlaceOf(JobKey due) => (due.TenantId, due.ToString());

    protected override async Task<DateTime> WorkAsync(JobKey due, CancellationToken stoppingToken)
    {
        await work.WorkAsync(due, stoppingToken);
        return clock.GetUtcNow().UtcDateTime;
    }
}

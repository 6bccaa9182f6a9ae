using System.Diagnostics;
using System.Diagnostics.Metrics;
using Markdwell.Models;

namespace Markdwell.Services.Jobs.Working;

/// <summary>One turn at one job. It may die anywhere: what has not ended comes again.</summary>
internal sealed partial class JobWork
{
    // Short work ends well within it; what takes minutes comes again elsewhere.
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(10);

    // A timer that is a little early finds the turn not over yet.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<JobKind, JobHandler> handlers;
    private readonly JobTurns turns;
    private readonly HeldBack held;
    private readonly TimeProvider clock;
    private readonly ILogger<JobWork> logger;
    private readonly Histogram<double> duration;

    public JobWork(IEnumerable<JobHandler> handlers, JobTurns turns, HeldBack held, TimeProvider clock, IMeterFactory meters, ILogger<JobWork> logger)
    {
        duration = meters.Markdwell().CreateDuration("markdwell.job.duration", "Work on jobs by kind and outcome");
        (this.turns, this.held, this.clock, this.logger) = (turns, held, clock, logger);
        this.handlers = handlers.ToDictionary(handler => handler.Kind);
    }

    public IReadOnlyCollection<JobKind> Kinds => handlers.Keys;

    public async Task WorkAsync(JobKey key, CancellationToken stoppingToken)
    {
        if (await turns.TryBeginAsync(key) is not { } turn)
        {
            return;
        }

        if (JobPauses.IsLastTry(turn.Job.Failures - 1))
        {
            // Each time the process died with it, so it is not tried another time.
            await EndAsync(turn, JobResult.Failed(JobTurns.Interrupted));
            return;
        }

        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stop = stoppingToken.Register(() => limit.CancelAfter(GraceAtStop));
        using var ended = new CancellationTokenSource();
        var keeping = KeepAsync(turn, limit, ended.Token);
        var result = await WatchAsync(turn, limit.Token);
        await ended.CancelAsync();
        await keeping;
        await EndAsync(turn, result);
    }

    /// <summary>Work is part of the trace that told of it, in whichever process that was.</summary>
    private async Task<JobResult?> WatchAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (kind, began) = (turn.Job.Kind.ToString(), clock.GetTimestamp());
        using var span = Observed.Spans.StartActivity($"job {kind}", ActivityKind.Consumer, turn.Trace);
        var result = await TryAsync(turn.Job, cancellationToken);
        var outcome = result is not { } ended ? "BrokenOff" : ended.Failure is not null ? "Failed" : ended.After is null ? "Done" : "Again";
        duration.Record(clock.GetElapsedTime(began).TotalSeconds, new("kind", kind), new("outcome", outcome));
        span.End(outcome, outcome == "Failed");
        return result;
    }

    /// <returns>Null when the work was broken off.</returns>
    private async Task<JobResult?> TryAsync(DueJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await handlers[job.Kind].WorkAsync(job, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            Log.Broke(logger, e, job.Kind, job.Subject, job.Tenant.Id);
            return JobResult.Failed(e.GetType().Name);
        }
    }

    /// <summary>Makes the turn longer for as long as it is worked on. Who has lost it stops, for somebody else may have begun.</summary>
    private async Task KeepAsync(JobTurn turn, CancellationTokenSource work, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(JobTurns.Lease / 4, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (!await TryKeepAsync(turn))
                {
                    await work.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    private async Task<bool> TryKeepAsync(JobTurn turn)
    {
        // A database that is away is asked for minutes, and somebody else who reaches it begins when the lease is over.
        var left = turn.Lease - clock.GetUtcNow().UtcDateTime + Margin;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        try
        {
            return await turns.TryKeepAsync(turn, limit.Token);
        }
        catch (Exception e) when (DatabaseFault.Is(e) || limit.IsCancellationRequested)
        {
            // The lease lasts for some more tries.
            Log.NotKept(logger, DatabaseFault.Reason(e));
            return clock.GetUtcNow().UtcDateTime < turn.Lease;
        }
    }

    private Task EndAsync(JobTurn turn, JobResult? result)
    {
        if (result is not { } ended)
        {
            return turns.GiveUpAsync(turn);
        }

        if (ended.Failure is not { } failure)
        {
            return ended.After is { } after ? turns.ComeAgainAsync(turn, after) : turns.EndAsync(turn);
        }

        if (failure == JobResult.RateLimited && held().Contains(turn.Job.Tenant.Id))
        {
            // Held back in the middle, which is no fault of its own. It is not begun again before its tenant may.
            return turns.ComeAgainAsync(turn, TimeSpan.Zero);
        }

        var (job, isLastTry, pause) = (turn.Job, JobPauses.IsLastTry(turn.Job.Failures), JobPauses.After(turn.Job.Failures, ended.After));
        if (isLastTry)
        {
            Log.SetAside(logger, job.Kind, job.Subject, job.Tenant.Id, failure);
        }
        else
        {
            Log.Failed(logger, job.Kind, job.Subject, job.Tenant.Id, failure, pause);
        }

        return turns.FailAsync(turn, failure, isLastTry, pause);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Kind} {Subject} of tenant {TenantId} met a mistake of ours")]
        public static partial void Broke(ILogger logger, Exception exception, JobKind kind, string subject, int tenantId);

        [LoggerMessage(LogLevel.Information, "{Kind} {Subject} of tenant {TenantId} failed ({Failure}); next try in {Pause}")]
        public static partial void Failed(ILogger logger, JobKind kind, string subject, int tenantId, string failure, TimeSpan pause);

        [LoggerMessage(LogLevel.Warning, "{Kind} {Subject} of tenant {TenantId} failed too often ({Failure}) and was set aside; an administrator can have it tried again")]
        public static partial void SetAside(ILogger logger, JobKind kind, string subject, int tenantId, string failure);

        [LoggerMessage(LogLevel.Warning, "A turn could not be made longer: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}

using System.Data.Common;
using Markdwell.Models;

namespace Markdwell.Services.Jobs.Working;

/// <summary>One turn at one job. It may die anywhere: what has not ended comes again.</summary>
internal sealed partial class JobWork
{
    // Short work ends well within it; what takes minutes comes again elsewhere.
    private static readonly TimeSpan GraceAtStop = TimeSpan.FromSeconds(10);

    private readonly Dictionary<JobKind, JobHandler> handlers;
    private readonly JobTurns turns;
    private readonly TimeProvider clock;
    private readonly ILogger<JobWork> logger;

    public JobWork(IEnumerable<JobHandler> handlers, JobTurns turns, TimeProvider clock, ILogger<JobWork> logger)
    {
        (this.turns, this.clock, this.logger) = (turns, clock, logger);
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
        var result = await TryAsync(turn.Job, limit.Token);
        await ended.CancelAsync();
        await keeping;
        await EndAsync(turn, result);
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
        try
        {
            return await turns.TryKeepAsync(turn);
        }
        catch (DbException e)
        {
            // The lease lasts for some more tries.
            Log.NotKept(logger, e.Message);
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

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs.Working;

/// <summary>
/// Whose turn it is to work on a job. The database says so, in single statements: a turn is a lease under its end, which nobody
/// else can have.
/// </summary>
internal sealed class JobTurns(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    public const string Interrupted = nameof(Interrupted);

    /// <summary>What a process that dies leaves behind is taken up after this; whoever lives makes it longer in time.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <param name="kinds">Those that somebody here can work on: a newer version of the app may have others.</param>
    /// <param name="busy">Tenants that have enough under way.</param>
    public static IQueryable<JobKey> Due(AppDbContext db, DateTime now, IReadOnlyCollection<JobKind> kinds, IReadOnlyCollection<int> busy) =>
        from job in db.Jobs
        where job.DueAt <= now && (job.LeasedUntil == null || job.LeasedUntil <= now)
        where kinds.Contains(job.Kind) && job.Tenant!.UninstalledAt == null && !busy.Contains(job.TenantId)
        orderby job.DueAt
        select new JobKey(job.TenantId, job.Kind, job.Subject);

    public async Task<List<JobKey>> DueAsync(IReadOnlyCollection<JobKind> kinds, IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Due(db, Now, kinds, busy).Take(most).ToListAsync(cancellationToken);
    }

    /// <returns>Null when it is somebody else's turn, or nobody's any more.</returns>
    public async Task<JobTurn?> TryBeginAsync(JobKey key)
    {
        var now = Now;
        var lease = now + Lease;
        await using var db = await database.CreateDbContextAsync();

        // A lease that nobody has ended is that of a process that died at this job. It counts as a failure, or a job that kills would kill for ever.
        var begun = await Row(db, key).Where(j => j.DueAt <= now && (j.LeasedUntil == null || j.LeasedUntil <= now)).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Failures, j => j.LeasedUntil == null ? j.Failures : j.Failures + 1)
            .SetProperty(j => j.Failure, j => j.LeasedUntil == null ? j.Failure : Interrupted)
            .SetProperty(j => j.LeasedUntil, lease)

            // What is told from here on says itself when it is due.
            .SetProperty(j => j.DueAt, lease));
        var job = begun == 0 ? null : await Row(db, key).AsNoTracking().Include(j => j.Tenant).SingleOrDefaultAsync(j => j.LeasedUntil == lease);
        return job is null ? null
            : new(key, new(job.Tenant!, job.Kind, job.Subject, job.Cause, job.Hints, job.Failures), job.Revision, now) { Lease = lease };
    }

    /// <returns>False when the turn is over.</returns>
    public async Task<bool> TryKeepAsync(JobTurn turn)
    {
        var (lease, next) = (turn.Lease, Now + Lease);
        await using var db = await database.CreateDbContextAsync();
        if (await Turn(db, turn, lease).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, next)) == 0)
        {
            return false;
        }

        turn.Lease = next;
        return true;
    }

    /// <summary>All is done that was told until the turn began.</summary>
    public async Task EndAsync(JobTurn turn)
    {
        var lease = turn.Lease;
        await using var db = await database.CreateDbContextAsync();
        if (await Turn(db, turn, lease).Where(j => j.Revision == turn.Revision).ExecuteDeleteAsync() == 0)
        {
            await Turn(db, turn, lease).ExecuteUpdateAsync(set => set
                .SetProperty(j => j.ToldAt, turn.BeganAt)
                .SetProperty(j => j.LeasedUntil, (DateTime?)null)
                .SetProperty(j => j.Failures, 0)
                .SetProperty(j => j.Failure, (string?)null));
        }
    }

    /// <summary>It is not over, and has not failed.</summary>
    public async Task ComeAgainAsync(JobTurn turn, TimeSpan after)
    {
        var (lease, dueAt) = (turn.Lease, Now + after);
        await using var db = await database.CreateDbContextAsync();
        await Turn(db, turn, lease).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.DueAt, j => j.Revision != turn.Revision && j.DueAt < dueAt ? j.DueAt : dueAt)
            .SetProperty(j => j.LeasedUntil, (DateTime?)null)
            .SetProperty(j => j.Failures, 0)
            .SetProperty(j => j.Failure, (string?)null));
    }

    /// <param name="isLastTry">It is set aside; but with what was told meanwhile it begins anew.</param>
    public async Task FailAsync(JobTurn turn, string failure, bool isLastTry, TimeSpan pause)
    {
        var (lease, dueAt) = (turn.Lease, Now + pause);
        await using var db = await database.CreateDbContextAsync();
        await Turn(db, turn, lease).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.DueAt, j => isLastTry && j.Revision == turn.Revision ? null : dueAt)
            .SetProperty(j => j.LeasedUntil, (DateTime?)null)
            .SetProperty(j => j.Failures, j => isLastTry && j.Revision != turn.Revision ? 0 : turn.Job.Failures + 1)
            .SetProperty(j => j.Failure, failure));
    }

    /// <summary>Somebody else may do it at once.</summary>
    public async Task GiveUpAsync(JobTurn turn)
    {
        var (lease, now) = (turn.Lease, Now);
        await using var db = await database.CreateDbContextAsync();
        await Turn(db, turn, lease).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.DueAt, now)
            .SetProperty(j => j.LeasedUntil, (DateTime?)null));
    }

    private static IQueryable<Job> Turn(AppDbContext db, JobTurn turn, DateTime lease) => Row(db, turn.Key).Where(j => j.LeasedUntil == lease);

    private static IQueryable<Job> Row(AppDbContext db, JobKey key) => db.Jobs.Where(j => j.TenantId == key.TenantId && j.Kind == key.Kind && j.Subject == key.Subject);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

using Markdwell.Models;
using Markdwell.Services.Storage;
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

    /// <summary>The first that are due, of whomever: the index gives them in their order, however many there are.</summary>
    public static IQueryable<DueKey> Due(AppDbContext db, DateTime now) =>
        from job in db.Jobs
        where job.DueAt <= now && (job.LeasedUntil == null || job.LeasedUntil <= now)
        orderby job.DueAt
        select new DueKey(job.TenantId, job.Kind, job.Subject, job.Tenant!.UninstalledAt == null);

    /// <summary>Tenants that have something due, but for those; whoever has waited longest first.</summary>
    public static IQueryable<int> Waiting(AppDbContext db, DateTime now, IReadOnlyCollection<int> busy) =>
        from tenant in db.Tenants
        where tenant.UninstalledAt == null && !busy.Contains(tenant.Id)
        let first = db.Jobs.Where(j => j.TenantId == tenant.Id && j.DueAt <= now && (j.LeasedUntil == null || j.LeasedUntil <= now)).Min(j => j.DueAt)
        where first != null
        orderby first
        select tenant.Id;

    /// <param name="kinds">Those that somebody here can work on: a newer version of the app may have others.</param>
    /// <param name="busy">Tenants that have enough under way, or are to wait.</param>
    public async Task<List<JobKey>> DueAsync(IReadOnlyCollection<JobKind> kinds, IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var due = await Flood.PassAsync(
            count => Due(db, now).Take(count),
            Waiting(db, now, busy),
            (tenantId, count) => DueOf(db, now, tenantId).Take(count),
            one => one.IsInstalled && kinds.Contains(one.Kind) && !busy.Contains(one.TenantId),
            most,
            cancellationToken);
        return due.ConvertAll(one => one.Key);
    }

    private static IQueryable<DueKey> DueOf(AppDbContext db, DateTime now, int tenantId) =>
        from job in db.Jobs
        where job.TenantId == tenantId && job.DueAt <= now && (job.LeasedUntil == null || job.LeasedUntil <= now)
        orderby job.DueAt
        select new DueKey(job.TenantId, job.Kind, job.Subject, true);

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
            : new(key, new(job.Tenant!, job.Kind, job.Subject, job.Cause, job.Hints, job.Failures), job.Revision, now) { Lease = lease, Trace = job.Trace };
    }

    /// <returns>False when the turn is over.</returns>
    public async Task<bool> TryKeepAsync(JobTurn turn, CancellationToken cancellationToken)
    {
        var (lease, next) = (turn.Lease, Now + Lease);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await Turn(db, turn, lease).ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, next), cancellationToken) == 0)
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

/// <param name="IsInstalled">Whose app is uninstalled has time.</param>
internal sealed record DueKey(int TenantId, JobKind Kind, string Subject, bool IsInstalled)
{
    public JobKey Key => new(TenantId, Kind, Subject);
}

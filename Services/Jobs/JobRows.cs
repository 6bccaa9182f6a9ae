using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>The rows of jobs, as those see them who tell of something.</summary>
internal sealed class JobRows(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private const int MaxTries = 5;

    /// <summary>All of them or none.</summary>
    /// <param name="tellings">One for each job.</param>
    public async Task JoinAsync(IReadOnlyList<Telling> tellings)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = await database.CreateDbContextAsync();
                await db.Database.CreateExecutionStrategy().ExecuteAsync(() => TryJoinAsync(db, tellings));
                return;
            }
            catch (DbUpdateException) when (attempt < MaxTries)
            {
                // Another instance has made the job between our two statements: now it is there to be joined.
            }
        }
    }

    /// <returns>0 when there is no such job.</returns>
    public static Task<int> UpdateAsync(AppDbContext db, Telling telling, DateTime now)
    {
        var ((tenantId, kind, subject), cause, hints, _, dueAt, count) = telling;
        return db.Jobs.Where(j => j.TenantId == tenantId && j.Kind == kind && j.Subject == subject).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Revision, j => j.Revision + count)
            .SetProperty(j => j.Cause, cause)
            .SetProperty(j => j.Hints, j => j.Hints | hints)
            .SetProperty(j => j.Trace, telling.Trace)

            // One that waits after a failure goes on waiting: the product may have said for how long.
            .SetProperty(j => j.DueAt, j =>
                j.DueAt != null && (j.DueAt < dueAt || (j.Failures > 0 && (j.LeasedUntil == null || j.LeasedUntil <= now))) ? j.DueAt : dueAt)
            .SetProperty(j => j.Failures, j => j.DueAt == null ? 0 : j.Failures)
            .SetProperty(j => j.Failure, j => j.DueAt == null ? null : j.Failure));
    }

    private async Task TryJoinAsync(AppDbContext db, IReadOnlyList<Telling> tellings)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var telling in tellings)
        {
            if (await UpdateAsync(db, telling, now) == 0)
            {
                db.Add(NewJob(telling));
            }
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static Job NewJob(Telling telling) => new()
    {
        TenantId = telling.Key.TenantId,
        Kind = telling.Key.Kind,
        Subject = telling.Key.Subject,
        Revision = telling.Count,
        Cause = telling.Cause,
        Hints = telling.Hints,
        ToldAt = telling.ToldAt,
        DueAt = telling.DueAt,
        Trace = telling.Trace,
    };
}

using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>What is told, and whose turn it is. The database is the queue.</summary>
public sealed class JobStore : IAsyncDisposable
{
    private const int MaxShown = 100;

    // A newer instance beside this one may have others, which it can show and this one cannot.
    private static readonly JobKind[] Known = Enum.GetValues<JobKind>();

    private readonly IDbContextFactory<AppDbContext> database;
    private readonly SqliteJoin? sqlite;
    private readonly TellingGroups groups;
    private readonly JobSignal signal;
    private readonly TimeProvider clock;

    /// <param name="line">Where the database is SQLite's.</param>
    internal JobStore(IDbContextFactory<AppDbContext> database, SqliteLine? line, JobSignal signal, TimeProvider clock)
    {
        (this.database, this.signal, this.clock) = (database, signal, clock);
        sqlite = line is null ? null : new(database, line, clock);
        groups = new(sqlite is null ? new JobRows(database, clock).JoinAsync : sqlite.JoinAsync);
    }

    /// <summary>Joins the job of that kind and subject, or makes it. When this returns, it is in the database and will be worked on, whatever dies.</summary>
    /// <param name="cause">What happened, in the product's words.</param>
    /// <param name="delay">Before it is worked on, so that what happens together is one piece of work.</param>
    public async Task TellAsync(int tenantId, JobKind kind, string subject, string cause, JobHints hints, TimeSpan delay, CancellationToken cancellationToken)
    {
        var now = Now;
        await groups.AddAsync(new(new(tenantId, kind, subject), cause, hints, now, now + delay) { Trace = Observed.Trace }, cancellationToken);
        signal.Set();
    }

    /// <summary>Takes back what was told, for it is not so any more.</summary>
    public async Task WithdrawAsync(Tenant tenant, JobKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await Row(db, tenant, kind, subject).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>How much waits of a tenant's jobs, since when, and what was set aside.</summary>
    public async Task<JobOverview> OverviewAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var jobs = db.Jobs.AsNoTracking().Where(j => j.TenantId == tenant.Id && Known.Contains(j.Kind));
        var aside = jobs.Where(j => j.DueAt == null);
        return new(
            await jobs.CountAsync(j => j.DueAt != null, cancellationToken),
            await jobs.Where(j => j.DueAt <= now).MinAsync(j => (DateTime?)j.ToldAt, cancellationToken),
            await aside.CountAsync(cancellationToken),
            await aside.OrderByDescending(j => j.ToldAt).Take(MaxShown).ToListAsync(cancellationToken));
    }

    /// <returns>False when it is not set aside any more.</returns>
    public async Task<bool> ReplayAsync(Tenant tenant, JobKind kind, string subject, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var replayed = await Row(db, tenant, kind, subject).Where(j => j.DueAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(j => j.DueAt, now)
                .SetProperty(j => j.Failures, 0)
                .SetProperty(j => j.Failure, (string?)null),
            cancellationToken);
        signal.Set();
        return replayed == 1;
    }

    /// <summary>Forgets a job that was set aside.</summary>
    /// <returns>False when it is not set aside any more.</returns>
    public async Task<bool> DropAsync(Tenant tenant, JobKind kind, string subject, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Row(db, tenant, kind, subject).Where(j => j.DueAt == null).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    public ValueTask DisposeAsync() => sqlite?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static IQueryable<Job> Row(AppDbContext db, Tenant tenant, JobKind kind, string subject) =>
        db.Jobs.Where(j => j.TenantId == tenant.Id && j.Kind == kind && j.Subject == subject);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

/// <param name="Waiting">Those that are due, or will be.</param>
/// <param name="OldestToldAt">Of those that are due.</param>
/// <param name="SetAside">At most a hundred, the newest first.</param>
public sealed record JobOverview(int Waiting, DateTime? OldestToldAt, int SetAsideCount, IReadOnlyList<Job> SetAside);

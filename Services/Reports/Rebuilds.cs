using Markdwell.Models;
using Markdwell.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <param name="Walk">Null for a project that nobody has walked through yet.</param>
/// <param name="IsWaiting">There is a job that goes on with it.</param>
/// <param name="IsSetAside">It failed too often, and nobody goes on.</param>
public sealed record RebuildState(ReportRebuild? Walk, bool IsWaiting, bool IsSetAside)
{
    public bool IsRunning => Walk is { FinishedAt: null } && !IsSetAside;

    public bool IsStopped => Walk is { FinishedAt: null } && IsSetAside;

    /// <summary>Null while nobody knows how many issues there are.</summary>
    public int? Percent => Walk is { Expected: > 0 } walk ? Math.Min(99, (int)(walk.Read * 100L / walk.Expected.Value)) : null;
}

/// <summary>Starts walks through projects: one at a time in each, and not too often.</summary>
public sealed class Rebuilds(IDbContextFactory<AppDbContext> database, JobStore jobs, TimeProvider clock)
{
    /// <summary>Between the beginnings of two walks through a project.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const string Cause = "markdwell:rebuild";

    public async Task<RebuildState> ReadAsync(Tenant tenant, string projectId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await State(db, tenant.Id, projectId).SingleOrDefaultAsync(cancellationToken);
        return found ?? new(null, false, false);
    }

    /// <summary>
    /// The first viewer of a project has it walked through. And whoever finds a walk that nobody goes on with, because a process died
    /// after it was written down and before it was told, tells of it again.
    /// </summary>
    /// <param name="seen">How far the walk was when the viewer's numbers were read.</param>
    /// <returns>For a walk that ended since then that it runs, so that the viewer asks for the numbers again.</returns>
    public async Task<RebuildState> EnsureAsync(Tenant tenant, string projectId, WalkStage seen, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(tenant, projectId, cancellationToken);
        if (state.Walk is null)
        {
            await StartAsync(tenant, projectId, cancellationToken);
        }
        else if (state.IsRunning && !state.IsWaiting)
        {
            await TellAsync(tenant, projectId, cancellationToken);
        }

        return state.Walk is { } walk && (walk.FinishedAt is null || walk.FinishedAt == seen.FinishedAt)
            ? state
            : new(new() { TenantId = tenant.Id, ProjectId = projectId, StartedAt = clock.GetUtcNow().UtcDateTime }, IsWaiting: true, IsSetAside: false);
    }

    /// <returns>False when there is one under way, or was a few minutes ago.</returns>
    public async Task<bool> StartAsync(Tenant tenant, string projectId, CancellationToken cancellationToken)
    {
        // One that was set aside goes on where it was.
        var isNew = !(await ReadAsync(tenant, projectId, cancellationToken)).IsStopped;
        if (isNew && !await TryBeginAsync(tenant.Id, projectId, cancellationToken))
        {
            return false;
        }

        await TellAsync(tenant, projectId, cancellationToken);
        return true;
    }

    internal static IQueryable<RebuildState> State(AppDbContext db, int tenantId, string projectId) =>
        from walk in db.ReportRebuilds.AsNoTracking()
        where walk.TenantId == tenantId && walk.ProjectId == projectId
        select new RebuildState(
            walk,
            db.Jobs.Any(j => j.TenantId == tenantId && j.Kind == JobKind.Rebuild && j.Subject == projectId && j.DueAt != null),
            db.Jobs.Any(j => j.TenantId == tenantId && j.Kind == JobKind.Rebuild && j.Subject == projectId && j.DueAt == null));

    private async Task<bool> TryBeginAsync(int tenantId, string projectId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var latest = now - Pause;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = db.ReportRebuilds.Where(r => r.TenantId == tenantId && r.ProjectId == projectId);
        if (await row.Where(r => r.FinishedAt != null && r.StartedAt <= latest).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.StartedAt, now)
                .SetProperty(r => r.NextPageToken, (string?)null)
                .SetProperty(r => r.Read, 0)
                .SetProperty(r => r.Expected, (int?)null)
                .SetProperty(r => r.FinishedAt, (DateTime?)null),
            cancellationToken) == 1)
        {
            return true;
        }

        return !await row.AnyAsync(cancellationToken) && await TryAddAsync(db, new() { TenantId = tenantId, ProjectId = projectId, StartedAt = now }, row, cancellationToken);
    }

    private static async Task<bool> TryAddAsync(AppDbContext db, ReportRebuild walk, IQueryable<ReportRebuild> row, CancellationToken cancellationToken)
    {
        db.Add(walk);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            if (await row.AnyAsync(cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    private Task TellAsync(Tenant tenant, string projectId, CancellationToken cancellationToken) =>
        jobs.TellAsync(tenant.Id, JobKind.Rebuild, projectId, Cause, JobHints.None, TimeSpan.Zero, cancellationToken);
}

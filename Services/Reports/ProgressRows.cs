using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <summary>
/// The issues that reports count. Webhooks, panels and the walk through a project read the same issue at once and finish in any order, so
/// each statement says when its reading was asked for, and yields to a later one. A row whose checklist is gone stays
/// for an hour without items, so that an earlier reading does not bring it back.
/// </summary>
public sealed class ProgressRows(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    /// <summary>The fields and the property of an issue that are read here.</summary>
    public const string Fields = "project,status,assignee,fixVersions,created,security";

    private const int Tries = 3;

    private static readonly TimeSpan EmptyFor = TimeSpan.FromHours(1);

    /// <summary>Takes over what Jira says of an issue: one without a checklist is not counted.</summary>
    /// <param name="askedAt">Before Jira was asked: what it answers is at least as new.</param>
    public async Task UpdateAsync(Tenant tenant, IReadOnlyList<JiraIssue> issues, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        // In one order, so that instances that store the same issues wait for each other instead of locking each other out.
        var readings = issues.Select(issue => ProgressReading.Of(tenant.Id, issue, askedAt.UtcDateTime)).OfType<ProgressReading>()
            .DistinctBy(reading => reading.IssueId, StringComparer.Ordinal).OrderBy(reading => reading.IssueId, StringComparer.Ordinal).ToList();
        for (var left = Tries; readings.Count > 0; left--)
        {
            try
            {
                await StoreAsync(tenant.Id, readings, askedAt.UtcDateTime, cancellationToken);
                return;
            }
            catch (DbUpdateException) when (left > 1)
            {
                // Somebody else has added the same issue meanwhile; now it is there to be updated.
            }
        }
    }

    public async Task RemoveAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) =>
        await StoreAsync(tenant.Id, [new(issueId, null, [])], clock.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>Forgets what the walk through a project, which has ended, did not meet.</summary>
    internal static async Task ForgetUnreadAsync(AppDbContext db, int tenantId, string projectId, DateTime readSince, CancellationToken cancellationToken)
    {
        var unread = db.IssueProgress.Where(i => i.TenantId == tenantId && i.ProjectId == projectId && i.ReadAt < readSince);
        await unread.ExecuteDeleteAsync(cancellationToken);
        await Orphans(db).Where(v => v.TenantId == tenantId && v.ProjectId == projectId).ExecuteDeleteAsync(cancellationToken);
    }

    internal static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var old = now - EmptyFor;
        await db.IssueProgress.Where(i => i.Total == 0 && i.ReadAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task StoreAsync(int tenantId, IReadOnlyList<ProgressReading> readings, DateTime askedAt, CancellationToken cancellationToken)
    {
        await using var any = await database.CreateDbContextAsync(cancellationToken);
        await any.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var reading in readings)
            {
                await StoreAsync(db, tenantId, reading, askedAt, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        });
    }

    private static async Task StoreAsync(AppDbContext db, int tenantId, ProgressReading reading, DateTime askedAt, CancellationToken cancellationToken)
    {
        var row = db.IssueProgress.Where(i => i.TenantId == tenantId && i.IssueId == reading.IssueId);
        var earlier = row.Where(i => i.ReadAt <= askedAt);
        if (reading.Progress is not { } now)
        {
            if (await EmptyAsync(earlier, askedAt, cancellationToken) == 1)
            {
                await SetVersionsAsync(db, tenantId, reading, cancellationToken);
            }
        }
        else if (await SetAsync(earlier, now, cancellationToken) == 1)
        {
            await SetVersionsAsync(db, tenantId, reading, cancellationToken);
        }
        else if (!await row.AnyAsync(cancellationToken))
        {
            db.Add(now);
            db.AddRange(reading.Versions);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private static Task<int> SetAsync(IQueryable<IssueProgress> row, IssueProgress now, CancellationToken cancellationToken) => row.ExecuteUpdateAsync(
        set => set
            .SetProperty(i => i.ProjectId, now.ProjectId)
            .SetProperty(i => i.Key, now.Key)
            .SetProperty(i => i.Number, now.Number)
            .SetProperty(i => i.AssigneeId, now.AssigneeId)
            .SetProperty(i => i.Status, now.Status)
            .SetProperty(i => i.SecurityLevelId, now.SecurityLevelId)
            .SetProperty(i => i.Total, now.Total)
            .SetProperty(i => i.Done, now.Done)
            .SetProperty(i => i.Mandatory, now.Mandatory)
            .SetProperty(i => i.MandatoryDone, now.MandatoryDone)
            .SetProperty(i => i.CreatedAt, now.CreatedAt)
            .SetProperty(i => i.ReadAt, now.ReadAt),
        cancellationToken);

    private static Task<int> EmptyAsync(IQueryable<IssueProgress> row, DateTime askedAt, CancellationToken cancellationToken) => row.ExecuteUpdateAsync(
        set => set
            .SetProperty(i => i.AssigneeId, (string?)null)
            .SetProperty(i => i.Total, 0)
            .SetProperty(i => i.Done, 0)
            .SetProperty(i => i.Mandatory, 0)
            .SetProperty(i => i.MandatoryDone, 0)
            .SetProperty(i => i.ReadAt, askedAt),
        cancellationToken);

    /// <summary>Most issues keep their versions, so they are read before they are written.</summary>
    private static async Task SetVersionsAsync(AppDbContext db, int tenantId, ProgressReading reading, CancellationToken cancellationToken)
    {
        var rows = db.IssueVersions.Where(v => v.TenantId == tenantId && v.IssueId == reading.IssueId);
        var was = await rows.AsNoTracking().ToListAsync(cancellationToken);
        if (was.Select(Words).ToHashSet().SetEquals(reading.Versions.Select(Words)))
        {
            return;
        }

        await rows.ExecuteDeleteAsync(cancellationToken);
        db.AddRange(reading.Versions);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IQueryable<IssueVersion> Orphans(AppDbContext db) =>
        db.IssueVersions.Where(v => !db.IssueProgress.Any(i => i.TenantId == v.TenantId && i.IssueId == v.IssueId));

    private static (string Id, string ProjectId, string Name) Words(IssueVersion version) => (version.VersionId, version.ProjectId, version.Name);
}

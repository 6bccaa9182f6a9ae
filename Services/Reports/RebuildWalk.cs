using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;
using Markdwell.Services.Notes.Properties;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <summary>
/// Walks through a project, a page of a hundred issues at each turn, and remembers where it is: a process that dies loses one page at most,
/// and reads it again. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/
/// </summary>
internal sealed class RebuildWalk(ProductClients clients, ProgressRows rows, IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    private const int PageSize = 100;

    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenToldToWait = TimeSpan.FromSeconds(30);

    // A page is found by Jira's index, which is some seconds behind: what was read shortly before may be missing there.
    private static readonly TimeSpan IndexDelay = TimeSpan.FromMinutes(1);

    private static readonly string[] Fields = ProgressRows.Fields.Split(',');

    public async Task<JobResult> WorkAsync(DueJob job, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var walk = await db.ReportRebuilds.AsNoTracking().SingleOrDefaultAsync(r => r.TenantId == job.Tenant.Id && r.ProjectId == job.Subject, cancellationToken);
        return walk is { FinishedAt: null } ? await GoOnAsync(job.Tenant, walk, db, cancellationToken) : JobResult.Done;
    }

    private async Task<JobResult> GoOnAsync(Tenant tenant, ReportRebuild walk, AppDbContext db, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var jira = clients.For<IJiraApi>(tenant);
        var question = new JiraSearch($"{Issues(walk)} ORDER BY key ASC", Fields, PageSize, walk.NextPageToken, [ChecklistProperty.Key]);
        var answer = await jira.SearchAsync(question, cancellationToken).AnswerAsync();
        switch (answer.Outcome)
        {
            case CallOutcome.Ok:
                await rows.UpdateAsync(tenant, [.. (answer.Value!.Issues ?? []).OfType<JiraIssue>()], askedAt, cancellationToken);
                return await StepAsync(db, walk, answer.Value, await CountAsync(jira, walk, cancellationToken), cancellationToken);
            case CallOutcome.RateLimited:
                return JobResult.Again(answer.Pause ?? WhenToldToWait);
            case CallOutcome.Malformed when walk.NextPageToken is not null:
                return await BeginAnewAsync(db, walk, cancellationToken);
            default:
                return JobResult.Failed(answer.Outcome.ToString(), answer.Pause);
        }
    }

    /// <summary>By the whole name of what is searched: another app may use the same short one.</summary>
    private static string Issues(ReportRebuild walk) => $"project = {walk.ProjectId} AND issue.property[{ChecklistProperty.Key}].total > 0";

    private static async Task<int?> CountAsync(IJiraApi jira, ReportRebuild walk, CancellationToken cancellationToken) =>
        walk.Expected ?? (await jira.CountAsync(new(Issues(walk)), cancellationToken).AnswerAsync()).Value?.Count;

    private async Task<JobResult> StepAsync(AppDbContext db, ReportRebuild walk, JiraIssues page, int? expected, CancellationToken cancellationToken)
    {
        var (token, now) = (page.NextPageToken, clock.GetUtcNow().UtcDateTime);
        var read = walk.Read + (page.Issues?.Count ?? 0);
        if (token is null)
        {
            await ProgressRows.ForgetUnreadAsync(db, walk.TenantId, walk.ProjectId, walk.StartedAt - IndexDelay, cancellationToken);
        }

        await Same(db, walk).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.NextPageToken, token)
                .SetProperty(r => r.Read, read)
                .SetProperty(r => r.Expected, expected)
                .SetProperty(r => r.FinishedAt, token == null ? now : null),
            cancellationToken);
        return token is null ? JobResult.Done : JobResult.Again(BetweenPages);
    }

    /// <summary>Jira does not take its own token any more: it is older than a week, or lost.</summary>
    private async Task<JobResult> BeginAnewAsync(AppDbContext db, ReportRebuild walk, CancellationToken cancellationToken)
    {
        // A Jira that refuses each token would be walked through for ever: no more often than anybody may ask for it.
        var now = clock.GetUtcNow().UtcDateTime;
        if (walk.StartedAt + Rebuilds.Pause is var next && next > now)
        {
            return JobResult.Again(next - now);
        }

        await Same(db, walk).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.StartedAt, now).SetProperty(r => r.NextPageToken, (string?)null).SetProperty(r => r.Read, 0).SetProperty(r => r.Expected, (int?)null),
            cancellationToken);
        return JobResult.Again(BetweenPages);
    }

    /// <summary>Whoever comes late, because somebody else took over its turn, changes nothing.</summary>
    private static IQueryable<ReportRebuild> Same(AppDbContext db, ReportRebuild was) => db.ReportRebuilds.Where(r =>
        r.TenantId == was.TenantId && r.ProjectId == was.ProjectId && r.StartedAt == was.StartedAt && r.NextPageToken == was.NextPageToken && r.Read == was.Read && r.FinishedAt == null);
}

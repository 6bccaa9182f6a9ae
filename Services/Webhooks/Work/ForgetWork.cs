using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>A page or an issue was gone some time ago. What is remembered of it goes, unless it is back.</summary>
internal sealed class ForgetWork(ContentSearch search, IDbContextFactory<AppDbContext> database)
{
    public async Task<JobResult> WorkAsync(DueJob job, CancellationToken cancellationToken)
    {
        if (job.Tenant.Product == Product.Jira)
        {
            var issue = await search.IssueAsync(job.Tenant, job.Subject, "id", properties: null, cancellationToken);
            return await EndAsync(issue, () => ForgetIssueAsync(job.Tenant.Id, job.Subject, cancellationToken));
        }

        var page = await search.PageAsync(job.Tenant, job.Subject, cancellationToken);
        return await EndAsync(page, () => ForgetPageAsync(job.Tenant.Id, job.Subject, cancellationToken));
    }

    private static async Task<JobResult> EndAsync<T>(Answer<T> answer, Func<Task> forgetAsync)
    {
        if (answer.Outcome != CallOutcome.NotFound)
        {
            return answer.Outcome == CallOutcome.Ok ? JobResult.Done : answer.Failed();
        }

        await forgetAsync();
        return JobResult.Done;
    }

    private async Task ForgetPageAsync(int tenantId, string pageId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.CachedTexts.Where(t => t.TenantId == tenantId && t.PageId == pageId).ExecuteDeleteAsync(cancellationToken);
        await db.SourceUses.Where(u => u.TenantId == tenantId && u.PageId == pageId).ExecuteDeleteAsync(cancellationToken);
        await ReactionsTo(db, tenantId, ReactionKind.BrokenSource, pageId).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task ForgetIssueAsync(int tenantId, string issueId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);

        // What Jira was not told yet is the writer's to give up.
        await db.Notes.Where(n => n.TenantId == tenantId && n.IssueId == issueId && n.WrittenRevision == n.Revision).ExecuteDeleteAsync(cancellationToken);
        await db.IssueProgress.Where(i => i.TenantId == tenantId && i.IssueId == issueId).ExecuteDeleteAsync(cancellationToken);
        await db.IssueVersions.Where(v => v.TenantId == tenantId && v.IssueId == issueId).ExecuteDeleteAsync(cancellationToken);
        await ReactionsTo(db, tenantId, ReactionKind.OpenItems, issueId).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<Reaction> ReactionsTo(AppDbContext db, int tenantId, ReactionKind kind, string subject) =>
        db.Reactions.Where(r => r.TenantId == tenantId && r.Kind == kind && r.Subject == subject);
}

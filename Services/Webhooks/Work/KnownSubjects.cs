using Markdwell.Models;
using Markdwell.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>
/// Whether anything is remembered of a page or an issue. Most that the products tell of has nothing to do with the app, and to ask how it is
/// would cost points for nothing.
/// </summary>
internal sealed class KnownSubjects(IDbContextFactory<AppDbContext> database)
{
    public static IQueryable<bool> Issue(AppDbContext db, int tenantId, string issueId) => db.Tenants.Where(t => t.Id == tenantId).Select(t =>
        db.Notes.Any(n => n.TenantId == tenantId && n.IssueId == issueId)
        || db.IssueProgress.Any(i => i.TenantId == tenantId && i.IssueId == issueId)
        || db.Reactions.Any(r => r.TenantId == tenantId && r.Kind == ReactionKind.OpenItems && r.Subject == issueId)
        || db.Jobs.Any(j => j.TenantId == tenantId && j.Kind == JobKind.Forget && j.Subject == issueId));

    public static IQueryable<bool> Page(AppDbContext db, int tenantId, string pageId) => db.Tenants.Where(t => t.Id == tenantId).Select(t =>
        db.CachedTexts.Any(text => text.TenantId == tenantId && text.PageId == pageId)
        || db.SourceUses.Any(u => u.TenantId == tenantId && u.PageId == pageId)
        || db.Reactions.Any(r => r.TenantId == tenantId && r.Kind == ReactionKind.BrokenSource && r.Subject == pageId)
        || db.Jobs.Any(j => j.TenantId == tenantId && j.Kind == JobKind.Forget && j.Subject == pageId));

    public async Task<bool> ContainsAsync(DueJob job, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var known = job.Tenant.Product == Product.Jira ? Issue(db, job.Tenant.Id, job.Subject) : Page(db, job.Tenant.Id, job.Subject);
        return await known.SingleOrDefaultAsync(cancellationToken);
    }
}

using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Jobs;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources.Network;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>Something has happened to a page: its texts are made ready, and the files that it shows are looked at.</summary>
internal sealed class PageWork(
    ContentSearch search, KnownSubjects known, PointsBudget points, RenderAhead renderAhead, SettingsStore settings, JobStore jobs, IOptions<SourceOptions> options,
    IDbContextFactory<AppDbContext> database)
{
    public async Task<JobResult> WorkAsync(DueJob job, CancellationToken cancellationToken)
    {
        var wanted = await settings.ForAsync(job.Tenant.Id, cancellationToken);
        if (!MayHoldFirstMacro(job, wanted) && !await known.ContainsAsync(job, cancellationToken))
        {
            return JobResult.Done;
        }

        var page = await search.PageAsync(job.Tenant, job.Subject, cancellationToken);
        if (page.Outcome == CallOutcome.NotFound)
        {
            await TellAsync(job, JobKind.Forget, TimeSpan.FromDays(wanted.Data.RetentionDays), cancellationToken);
            return JobResult.Done;
        }

        if (page.Value is null)
        {
            return page.Failed();
        }

        await jobs.WithdrawAsync(job.Tenant, JobKind.Forget, job.Subject, cancellationToken);
        var outcome = wanted.Reactions.RenderAhead ? await renderAhead(job.Tenant, job.Subject, cancellationToken) : CallOutcome.Ok;
        if (wanted.Reactions.BrokenSources && await ShowsFilesAsync(job, cancellationToken))
        {
            await TellAsync(job, JobKind.Source, options.Value.TroubleDelay, cancellationToken);
        }

        // A page that is gone since is told of by itself.
        return outcome is CallOutcome.Ok or CallOutcome.NotFound ? JobResult.Done : JobResult.Failed(outcome.ToString());
    }

    /// <summary>Most pages never hold a macro, so they are asked about while points are plenty; else the first reader waits for his text.</summary>
    private bool MayHoldFirstMacro(DueJob job, SiteSettings wanted) =>
        wanted.Reactions.RenderAhead && !job.Hints.HasFlag(JobHints.Removed) && !points.IsHeld(job.Tenant, Urgency.Chance);

    private Task TellAsync(DueJob job, JobKind kind, TimeSpan delay, CancellationToken cancellationToken) =>
        jobs.TellAsync(job.Tenant.Id, kind, job.Subject, job.Cause, JobHints.None, delay, cancellationToken);

    /// <summary>Of a host, or attached to a page.</summary>
    private async Task<bool> ShowsFilesAsync(DueJob job, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.SourceUses.AnyAsync(u => u.TenantId == job.Tenant.Id && u.PageId == job.Subject, cancellationToken)
            || await db.CachedTexts.AnyAsync(
                t => t.TenantId == job.Tenant.Id && t.PageId == job.Subject && (t.Address != null || t.Attachment != null), cancellationToken);
    }
}

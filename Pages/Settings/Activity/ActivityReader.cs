using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Jobs;
using Markdwell.Services.Notes;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Properties;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Gathers what happens on a site. Every number is the tenant's own; nothing here speaks of another.</summary>
public sealed class ActivityReader(JobStore jobs, OldTexts texts, ShortenedPages shortened, UnwrittenNotes notes, RateBudgets budgets, PointsBudget points, AuditLog audit, AccountNames names)
{
    private const int AuditEntries = 50;

    public async Task<SiteActivity> ReadAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var entries = await audit.ReadAsync(tenant, AuditEntries, cancellationToken);
        return new(
            tenant,
            await jobs.OverviewAsync(tenant, cancellationToken),
            tenant.Product == Product.Confluence ? await texts.FindAsync(tenant, cancellationToken) : [],
            shortened.Of(tenant.Id),
            tenant.Product == Product.Jira ? await notes.FindAsync(tenant, cancellationToken) : [],
            budgets.Of(tenant.Id),
            points.SpentBy(tenant),
            entries,
            await names.OfAsync(tenant, entries.Select(entry => entry.AccountId), cancellationToken));
    }
}

/// <param name="Names">Of the accounts in <paramref name="Audit"/>, as far as the product told them.</param>
public sealed record SiteActivity(
    Tenant Tenant,
    JobOverview Jobs,
    IReadOnlyList<OldText> OldTexts,
    IReadOnlyList<ShortenedPage> ShortenedPages,
    IReadOnlyList<UnwrittenNote> Notes,
    RateBudget? Budget,
    PointsSpent Points,
    IReadOnlyList<AuditEntry> Audit,
    IReadOnlyDictionary<string, string> Names)
{
    public string Who(AuditEntry entry) => entry.AccountId is not { } id ? "a closed account" : Names.GetValueOrDefault(id, id);
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Reports;

/// <summary>
/// Counts what viewers may see. Those who may see the same share what was counted for ten seconds; rows are read anew for each.
/// </summary>
public sealed class ReportReader(IDbContextFactory<AppDbContext> database, TimeProvider clock) : IDisposable
{
    private const int MaxReports = 500;

    private static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(10);

    private readonly MemoryCache counted = new(new MemoryCacheOptions { SizeLimit = MaxReports });
    private readonly SingleFlight<Question, ReportNumbers> counts = new();

    public async ValueTask<ReportNumbers> CountAsync(Tenant tenant, VisibleIssues visible, ReportFilter filter, CancellationToken cancellationToken)
    {
        var question = new Question(tenant.Id, visible.Name, filter);
        return counted.TryGetValue(question, out ReportNumbers? known) && known!.At + SharedFor > clock.GetUtcNow()
            ? known
            : await counts.RunAsync(question, () => CountAndRememberAsync(question, visible), cancellationToken);
    }

    public async Task<IReadOnlyList<ReportRow>> ListAsync(Tenant tenant, VisibleIssues visible, ReportFilter filter, IssueOrder order, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await WithVersionsAsync(db, tenant.Id, await ReportQueries.Page(ReportQueries.Filtered(db, tenant.Id, visible, filter), order).ToListAsync(cancellationToken), cancellationToken);
    }

    /// <summary>All rows by their numbers, some at a time.</summary>
    /// <param name="after">The last of those before.</param>
    public async Task<IReadOnlyList<ReportRow>> ListAsync(Tenant tenant, VisibleIssues visible, ReportFilter filter, ReportRow? after, int count, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = ReportQueries.After(ReportQueries.Filtered(db, tenant.Id, visible, filter), after?.Issue).Take(count);
        return await WithVersionsAsync(db, tenant.Id, await rows.ToListAsync(cancellationToken), cancellationToken);
    }

    public void Dispose() => counted.Dispose();

    private async Task<ReportNumbers> CountAndRememberAsync(Question question, VisibleIssues visible)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync();
        var issues = ReportQueries.Filtered(db, question.TenantId, visible, question.Filter);
        var numbers = new ReportNumbers(
            await ReportQueries.Bands(issues).ToListAsync(),
            await ReportQueries.Assignees(issues).ToListAsync(),
            await ReportQueries.Versions(db, issues).ToListAsync(),
            await ReportQueries.Ages(issues, now.UtcDateTime).ToListAsync(),
            now);
        return counted.Set(question, numbers, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = SharedFor });
    }

    private static async Task<IReadOnlyList<ReportRow>> WithVersionsAsync(AppDbContext db, int tenantId, List<IssueProgress> issues, CancellationToken cancellationToken)
    {
        var versions = await ReportQueries.NamesOfVersions(db, tenantId, [.. issues.Select(i => i.IssueId)]).ToListAsync(cancellationToken);
        var names = versions.ToLookup(version => version.IssueId, version => version.Name, StringComparer.Ordinal);
        return [.. issues.Select(issue => new ReportRow(issue, [.. names[issue.IssueId].Order(StringComparer.Ordinal)]))];
    }

    private sealed record Question(int TenantId, string Visible, ReportFilter Filter);
}

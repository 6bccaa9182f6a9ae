using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;

namespace Markdwell.Pages.Reports;

/// <summary>The part of the report that changes with its filters.</summary>
/// <param name="Rows">Null when Jira did not say which of them the viewer may see now.</param>
public sealed record ReportView(
    ReportQuestion Question, ReportNumbers Numbers, bool IsPartial, IReadOnlyList<ShownIssue>? Rows, IReadOnlyDictionary<string, string> People, DateTime Now)
{
    public ProgressSum All => Numbers.All;

    public int PageCount => Math.Max(1, (All.Issues + IssueOrder.PageSize - 1) / IssueOrder.PageSize);

    public bool IsFiltered => Question.Filter != new ReportFilter();

    public string Person(string? accountId) => accountId is null ? ReportNames.Nobody : People[accountId];
}

/// <param name="Url">Of the issue.</param>
public sealed record ShownIssue(ReportRow Row, string? Summary, string Url);

/// <summary>Some sums with a bar each.</summary>
/// <param name="Field">The filter that a name is the value of; null where there is none.</param>
public sealed record SumTable(string Title, string First, IReadOnlyList<SumRow> Rows, string? Field = null, string? Hint = null);

public sealed record SumRow(string Name, ProgressSum Sum, string? Value = null);

/// <summary>Makes what a viewer is shown.</summary>
public sealed class ReportViews(ReportSnapshots snapshots, ReportRights rights, ReportNames names, TimeProvider clock)
{
    public async Task<ReportView> OfAsync(Caller caller, VisibleIssues visible, ReportQuestion question, CancellationToken cancellationToken)
    {
        var tenant = caller.Tenant;
        var found = await snapshots.FindAsync(tenant, visible, question.Filter, cancellationToken);
        var (numbers, rows) = (found.Numbers(), found.Page(question.Order));
        var accounts = numbers.Assignees.Select(a => a.AssigneeId).Concat(rows.Select(row => row.AssigneeId)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var people = names.OfPeopleAsync(tenant, accounts, cancellationToken);
        var shown = await ShowAsync(caller, rows, cancellationToken);
        return new(question, numbers, visible.IsPartial, shown, await people, clock.GetUtcNow().UtcDateTime);
    }

    /// <summary>Sums are made of what Jira said within the last minute. A row names an issue, so Jira is asked again.</summary>
    private async Task<IReadOnlyList<ShownIssue>?> ShowAsync(Caller caller, IReadOnlyList<ReportRow> rows, CancellationToken cancellationToken)
    {
        if (await rights.VisibleAsync(caller.Tenant, caller.AccountId!, [.. rows.Select(row => row.IssueId)], cancellationToken) is not { } seen)
        {
            return null;
        }

        var visible = rows.Where(row => seen.Contains(row.IssueId)).ToList();
        var summaries = await names.OfIssuesAsync(caller.Tenant, [.. visible.Select(row => row.IssueId)], cancellationToken);
        return [.. visible.Select(row => new ShownIssue(row, summaries.GetValueOrDefault(row.IssueId), $"{Site(caller.Tenant)}/browse/{Uri.EscapeDataString(row.Key)}"))];
    }

    private static string Site(Tenant tenant) => (tenant.DisplayUrl is { Length: > 0 } own ? own : tenant.BaseUrl).TrimEnd('/');
}

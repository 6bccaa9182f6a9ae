using System.Globalization;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <summary>What a report counts: one query for each block, over the issues that the viewer may see.</summary>
internal static class ReportQueries
{
    /// <summary>Of assignees and of versions.</summary>
    public const int MostRows = 50;

    public const int PageSize = 50;

    public static IQueryable<IssueProgress> Filtered(AppDbContext db, int tenantId, VisibleIssues visible, ReportFilter filter)
    {
        var issues = visible.In(db, tenantId);
        if (filter.AssigneeId is { } assignee)
        {
            issues = assignee.Length == 0 ? issues.Where(i => i.AssigneeId == null) : issues.Where(i => i.AssigneeId == assignee);
        }

        if (filter.VersionId is { } version)
        {
            issues = version.Length == 0
                ? issues.Where(i => !db.IssueVersions.Any(v => v.TenantId == i.TenantId && v.IssueId == i.IssueId))
                : issues.Where(i => db.IssueVersions.Any(v => v.TenantId == i.TenantId && v.IssueId == i.IssueId && v.VersionId == version));
        }

        if (filter.Status is { } status)
        {
            issues = issues.Where(i => i.Status == status);
        }

        issues = filter.HasRequiredOpen ? issues.Where(i => i.Mandatory > i.MandatoryDone) : issues;
        return filter.Key is { Length: > 0 } key ? WithKey(issues, key) : issues;
    }

    public static IQueryable<BandSum> Bands(IQueryable<IssueProgress> issues) =>
        from i in issues
        let percent = i.Done * 100 / i.Total
        group i by (percent == 0 ? (i.Done == 0 ? ProgressBand.Nothing : ProgressBand.Begun)
            : percent < 25 ? ProgressBand.Begun
            : percent < 50 ? ProgressBand.NearlyHalf
            : percent < 75 ? ProgressBand.OverHalf
            : percent < 100 ? ProgressBand.NearlyAll
            : ProgressBand.All) into band
        select new BandSum(band.Key, new ProgressSum(
            band.Count(), band.Sum(i => (long)i.Total), band.Sum(i => (long)i.Done), band.Sum(i => (long)(i.Mandatory - i.MandatoryDone)), band.Sum(i => i.Mandatory > i.MandatoryDone ? 1 : 0)));

    public static IQueryable<AssigneeSum> Assignees(IQueryable<IssueProgress> issues) => (
        from i in issues
        group i by i.AssigneeId into one
        orderby one.Sum(i => (long)(i.Total - i.Done)) descending, one.Key
        select new AssigneeSum(one.Key, new ProgressSum(
            one.Count(), one.Sum(i => (long)i.Total), one.Sum(i => (long)i.Done), one.Sum(i => (long)(i.Mandatory - i.MandatoryDone)), one.Sum(i => i.Mandatory > i.MandatoryDone ? 1 : 0)))).Take(MostRows);

    public static IQueryable<VersionSum> Versions(AppDbContext db, IQueryable<IssueProgress> issues) => (
        from i in issues
        join v in db.IssueVersions on new { i.TenantId, i.IssueId } equals new { v.TenantId, v.IssueId } into versions
        from v in versions.DefaultIfEmpty()
        group new { i.Total, i.Done, i.Mandatory, i.MandatoryDone, Name = (string?)v.Name } by (string?)v.VersionId into one
        orderby one.Sum(i => (long)(i.Total - i.Done)) descending, one.Key
        select new VersionSum(one.Key, one.Max(i => i.Name), new ProgressSum(
            one.Count(), one.Sum(i => (long)i.Total), one.Sum(i => (long)i.Done), one.Sum(i => (long)(i.Mandatory - i.MandatoryDone)), one.Sum(i => i.Mandatory > i.MandatoryDone ? 1 : 0)))).Take(MostRows);

    public static IQueryable<AgeSum> Ages(IQueryable<IssueProgress> issues, DateTime now)
    {
        var (week, month, quarter) = (now.AddDays(-7), now.AddDays(-30), now.AddDays(-91));
        return
            from i in issues
            group i by (i.CreatedAt > week ? AgeBand.Week : i.CreatedAt > month ? AgeBand.Month : i.CreatedAt > quarter ? AgeBand.Quarter : AgeBand.Older) into band
            select new AgeSum(band.Key, new ProgressSum(
            band.Count(), band.Sum(i => (long)i.Total), band.Sum(i => (long)i.Done), band.Sum(i => (long)(i.Mandatory - i.MandatoryDone)), band.Sum(i => i.Mandatory > i.MandatoryDone ? 1 : 0)));
    }

    public static IQueryable<IssueProgress> Page(IQueryable<IssueProgress> issues, IssueOrder order) => Sorted(issues, order).Skip(order.Page * PageSize).Take(PageSize);

    public static IQueryable<IssueProgress> After(IQueryable<IssueProgress> issues, IssueProgress? last)
    {
        if (last is not null)
        {
            var (number, id) = (last.Number, last.IssueId);
            issues = issues.Where(i => i.Number > number || (i.Number == number && string.Compare(i.IssueId, id) > 0));
        }

        return issues.OrderBy(i => i.Number).ThenBy(i => i.IssueId);
    }

    public static IQueryable<IssueVersion> NamesOfVersions(AppDbContext db, int tenantId, string[] issueIds) =>
        db.IssueVersions.AsNoTracking().Where(v => v.TenantId == tenantId && EF.Parameter(issueIds).Contains(v.IssueId));

    // The number decides among equals, so that pages do not overlap.
    private static IOrderedQueryable<IssueProgress> Sorted(IQueryable<IssueProgress> issues, IssueOrder order) => (order.Sort, order.IsDescending) switch
    {
        (ReportSort.Percent, false) => issues.OrderBy(i => i.Done * 100 / i.Total).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.Percent, true) => issues.OrderByDescending(i => i.Done * 100 / i.Total).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.Open, false) => issues.OrderBy(i => i.Total - i.Done).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.Open, true) => issues.OrderByDescending(i => i.Total - i.Done).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.RequiredOpen, false) => issues.OrderBy(i => i.Mandatory - i.MandatoryDone).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.RequiredOpen, true) => issues.OrderByDescending(i => i.Mandatory - i.MandatoryDone).ThenBy(i => i.Number).ThenBy(i => i.IssueId),

        // The oldest are the highest in age.
        (ReportSort.Age, false) => issues.OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (ReportSort.Age, true) => issues.OrderBy(i => i.CreatedAt).ThenBy(i => i.Number).ThenBy(i => i.IssueId),
        (_, false) => issues.OrderBy(i => i.Number).ThenBy(i => i.IssueId),
        (_, true) => issues.OrderByDescending(i => i.Number).ThenByDescending(i => i.IssueId),
    };

    /// <summary>Keys are written in capitals, and people look for <c>acme-12</c> or <c>12</c>.</summary>
    private static IQueryable<IssueProgress> WithKey(IQueryable<IssueProgress> issues, string key)
    {
        if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return issues.Where(i => i.Number == number);
        }

        var start = key.ToUpperInvariant();
        return issues.Where(i => i.Key.StartsWith(start));
    }
}

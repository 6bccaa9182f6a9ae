using Markdwell.Models;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;

namespace Markdwell.Tests.Reports;

/// <summary>What a report says against the same question to the rows that were written.</summary>
public sealed class FoundIssuesTests : ReportTest
{
    private static readonly VisibleIssues Some = new(ReportStand.Project, true, ["500", "501"], ["20007", "20008", "20100"], false);

    private static readonly ReportFilter[] Filters =
    [
        new(), new(AssigneeId: "p1"), new(AssigneeId: ""), new(AssigneeId: "p9"), new(VersionId: "3"), new(VersionId: ""), new(Status: StatusCategory.Done), new(HasRequiredOpen: true),
        new(Key: "acme-1"), new(Key: "12"), new(Key: "%"), new(Key: "ACME_1"), new(AssigneeId: "p2", VersionId: "2", HasRequiredOpen: true, Status: StatusCategory.ToDo),
    ];

    private readonly List<IssueProgress> all = [];
    private readonly List<IssueVersion> versions = [];
    private ReportSnapshots snapshots = null!;
    private DateTime now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        now = Stand.Clock.GetUtcNow().UtcDateTime;
        var random = new Random(7);
        for (var n = 1; n <= 500; n++)
        {
            Add(n, Stand.Acme.Id, random);
            Add(n, Stand.Globex.Id, random);
        }

        await Stand.AddAsync(all, versions);
        snapshots = new(Stand.Database, Stand.Clock);
    }

    public static TheoryData<int> EachFilter => [.. Enumerable.Range(0, Filters.Length)];

    [Theory]
    [MemberData(nameof(EachFilter))]
    public async Task Every_block_counts_what_a_list_of_the_rows_counts(int index)
    {
        var filter = Filters[index];
        foreach (var visible in (VisibleIssues[])[Some, Some with { Levels = [] }, Some with { HasUnsecured = false }, Some with { Refused = [] }, new(ReportStand.Project, false, [], [], false)])
        {
            var expected = Expected(visible, filter);
            var found = await snapshots.FindAsync(Stand.Acme, visible, filter, Cancel);
            var numbers = found.Numbers();

            Assert.Equal((expected.Count, expected.Count), (found.Count, numbers.All.Issues));
            Assert.Equal(expected.GroupBy(Band).Select(g => new BandSum(g.Key, Sum(g))).OrderBy(b => b.Band), numbers.Bands);
            Assert.Equal(expected.GroupBy(Age).Select(g => new AgeSum(g.Key, Sum(g))).OrderBy(b => b.Age), numbers.Ages);
            Assert.Equal(
                expected.GroupBy(i => i.AssigneeId).Select(g => new AssigneeSum(g.Key, Sum(g))).OrderByDescending(a => a.Sum.Open).ThenBy(a => a.AssigneeId, StringComparer.Ordinal),
                numbers.Assignees);
            Assert.Equal(
                expected.SelectMany(i => VersionsOf(i).DefaultIfEmpty(), (i, v) => (i, v)).GroupBy(p => p.v?.VersionId).Select(g => new VersionSum(g.Key, g.First().v?.Name, Sum(g.Select(p => p.i))))
                    .OrderByDescending(a => a.Sum.Open).ThenBy(a => a.VersionId, StringComparer.Ordinal),
                numbers.Versions);
        }
    }

    [Theory]
    [MemberData(nameof(EachFilter))]
    public async Task Every_order_lists_each_issue_once_over_all_pages(int index)
    {
        var expected = Expected(Some, Filters[index]);
        var found = await snapshots.FindAsync(Stand.Acme, Some, Filters[index], Cancel);
        foreach (var (sort, isDescending) in Enum.GetValues<ReportSort>().SelectMany(sort => (bool[])[false, true], (sort, isDescending) => (sort, isDescending)))
        {
            var listed = Enumerable.Range(0, (expected.Count / IssueOrder.PageSize) + 1).SelectMany(page => found.Page(new(sort, isDescending, page))).ToList();

            var values = listed.Select(row => Value(expected.Single(i => i.IssueId == row.IssueId), sort)).ToList();
            Assert.Equal(isDescending ? values.OrderDescending() : values.Order(), values);
            Assert.Equal(expected.Select(i => i.IssueId).Order(StringComparer.Ordinal), listed.Select(row => row.IssueId).Order(StringComparer.Ordinal));
        }

        Assert.Empty(found.Page(new(Page: int.MaxValue)));
    }

    [Fact]
    public async Task A_row_says_what_the_issues_own_row_says()
    {
        var found = await snapshots.FindAsync(Stand.Acme, Some, new(), Cancel);

        var rows = Enumerable.Range(0, (found.Count / 37) + 1).SelectMany(part => found.Rows(part * 37, 37)).ToList();

        var expected = Expected(Some, new()).OrderBy(i => i.Number).ThenBy(i => i.IssueId, StringComparer.Ordinal).ToList();
        Assert.Equal(
            expected.Select(i => new ReportRow(i.IssueId, i.Key, i.AssigneeId, i.Status, i.Total, i.Done, i.Mandatory, i.MandatoryDone, i.CreatedAt, Array.Empty<string>())), rows.Select(row => row with { Versions = Array.Empty<string>() }));
        Assert.Equal(expected.Select(i => string.Join("; ", VersionsOf(i).Select(v => v.Name).Order(StringComparer.Ordinal))), rows.Select(row => string.Join("; ", row.Versions)));
    }

    private void Add(int n, int tenantId, Random random)
    {
        var total = random.Next(0, 9);
        var mandatory = random.Next(0, total + 1);
        var mandatoryDone = random.Next(0, mandatory + 1);
        all.Add(new IssueProgress
        {
            TenantId = tenantId,
            IssueId = $"{20000 + n}",
            ProjectId = random.Next(10) == 0 ? "10001" : ReportStand.Project,

            // Some numbers twice, as after a move back and forth that was half read.
            Key = $"ACME-{n / 2 * 2}",
            Number = n / 2 * 2,
            AssigneeId = random.Next(5) == 0 ? null : $"p{random.Next(1, 5)}",
            Status = (StatusCategory)random.Next(3),
            SecurityLevelId = random.Next(4) switch { 0 => "500", 1 => "501", 2 => "502", _ => null },
            Total = total,
            Done = mandatoryDone + random.Next(0, total - mandatory + 1),
            Mandatory = mandatory,
            MandatoryDone = mandatoryDone,
            CreatedAt = now.AddHours(-random.Next(0, 24 * 200)),
            ReadAt = now,
        });
        versions.AddRange(Enumerable.Range(1, 3).Where(_ => random.Next(3) == 0).Select(v =>
            new IssueVersion { TenantId = tenantId, IssueId = $"{20000 + n}", VersionId = $"{v}", ProjectId = ReportStand.Project, Name = $"Version {v}" }));
    }

    private List<IssueProgress> Expected(VisibleIssues visible, ReportFilter filter) =>
    [
        .. all.Where(i => i.TenantId == Stand.Acme.Id && i.ProjectId == ReportStand.Project && i.Total > 0)
            .Where(i => i.SecurityLevelId is { } level ? visible.Levels.Contains(level, StringComparer.Ordinal) : visible.HasUnsecured)
            .Where(i => !visible.Refused.Contains(i.IssueId, StringComparer.Ordinal))
            .Where(i => filter.AssigneeId is null || (i.AssigneeId ?? "") == filter.AssigneeId)
            .Where(i => filter.VersionId switch { null => true, "" => !VersionsOf(i).Any(), _ => VersionsOf(i).Any(v => v.VersionId == filter.VersionId) })
            .Where(i => filter.Status is null || i.Status == filter.Status)
            .Where(i => !filter.HasRequiredOpen || i.Mandatory > i.MandatoryDone)
            .Where(i => filter.Key is null || (int.TryParse(filter.Key, out var number) ? i.Number == number : i.Key.StartsWith(filter.Key, StringComparison.OrdinalIgnoreCase))),
    ];

    private IEnumerable<IssueVersion> VersionsOf(IssueProgress issue) => versions.Where(v => v.TenantId == issue.TenantId && v.IssueId == issue.IssueId);

    private static ProgressSum Sum(IEnumerable<IssueProgress> issues) => issues.Aggregate(ProgressSum.None, (sum, i) =>
        sum + new ProgressSum(1, i.Total, i.Done, i.Mandatory - i.MandatoryDone, i.Mandatory > i.MandatoryDone ? 1 : 0));

    private static ProgressBand Band(IssueProgress i) => (i.Done, i.Done * 100 / i.Total) switch
    {
        (0, _) => ProgressBand.Nothing,
        (_, < 25) => ProgressBand.Begun,
        (_, < 50) => ProgressBand.NearlyHalf,
        (_, < 75) => ProgressBand.OverHalf,
        (_, < 100) => ProgressBand.NearlyAll,
        _ => ProgressBand.All,
    };

    private AgeBand Age(IssueProgress i) => (now - i.CreatedAt).TotalDays switch
    {
        < 7 => AgeBand.Week,
        < 30 => AgeBand.Month,
        < 91 => AgeBand.Quarter,
        _ => AgeBand.Older,
    };

    private double Value(IssueProgress i, ReportSort sort) => sort switch
    {
        ReportSort.Percent => i.Done * 100 / i.Total,
        ReportSort.Open => i.Total - i.Done,
        ReportSort.RequiredOpen => i.Mandatory - i.MandatoryDone,
        ReportSort.Age => (now - i.CreatedAt).TotalSeconds,
        _ => i.Number,
    };
}

using Markdwell.Models;
using Markdwell.Services.Reports;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Reports;

/// <summary>Each query against the same question to a list in memory.</summary>
public sealed class ReportQueryTests : ReportTest
{
    private static readonly VisibleIssues Some = new(ReportStand.Project, true, ["500", "501"], ["20007", "20008", "20100"], false);

    private static readonly ReportFilter[] Filters =
    [
        new(), new(AssigneeId: "p1"), new(AssigneeId: ""), new(AssigneeId: "p1' OR 1=1"), new(VersionId: "3"), new(VersionId: ""), new(Status: StatusCategory.Done), new(HasRequiredOpen: true),
        new(Key: "acme-1"), new(Key: "12"), new(Key: "%"), new(Key: "ACME_1"), new(AssigneeId: "p2", VersionId: "2", HasRequiredOpen: true, Status: StatusCategory.ToDo),
    ];

    private readonly List<IssueProgress> all = [];
    private readonly List<IssueVersion> versions = [];
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
    }

    public static TheoryData<int> EachFilter => [.. Enumerable.Range(0, Filters.Length)];

    [Theory]
    [MemberData(nameof(EachFilter))]
    public async Task Every_block_counts_what_a_list_in_memory_counts(int index)
    {
        var filter = Filters[index];
        foreach (var visible in (VisibleIssues[])[Some, Some with { Levels = [] }, Some with { HasUnsecured = false }, Some with { Refused = [] }, new(ReportStand.Project, false, [], [], false)])
        {
            var expected = Expected(visible, filter);
            await using var db = Stand.Database.Open();
            var issues = ReportQueries.Filtered(db, Stand.Acme.Id, visible, filter);

            Assert.Equal(expected.GroupBy(Band).Select(g => new BandSum(g.Key, Sum(g))).OrderBy(b => b.Band), (await ReportQueries.Bands(issues).ToListAsync(Cancel)).OrderBy(b => b.Band));
            Assert.Equal(expected.GroupBy(Age).Select(g => new AgeSum(g.Key, Sum(g))).OrderBy(b => b.Age), (await ReportQueries.Ages(issues, now).ToListAsync(Cancel)).OrderBy(b => b.Age));
            Assert.Equal(
                expected.GroupBy(i => i.AssigneeId).Select(g => new AssigneeSum(g.Key, Sum(g))).OrderByDescending(a => a.Sum.Open).ThenBy(a => a.AssigneeId, StringComparer.Ordinal),
                await ReportQueries.Assignees(issues).ToListAsync(Cancel));
            Assert.Equal(
                expected.SelectMany(i => VersionsOf(i).DefaultIfEmpty(), (i, v) => (i, v)).GroupBy(p => p.v?.VersionId).Select(g => new VersionSum(g.Key, g.First().v?.Name, Sum(g.Select(p => p.i))))
                    .OrderByDescending(a => a.Sum.Open).ThenBy(a => a.VersionId, StringComparer.Ordinal),
                await ReportQueries.Versions(db, issues).ToListAsync(Cancel));
        }
    }

    [Theory]
    [MemberData(nameof(EachFilter))]
    public async Task Every_order_lists_each_issue_once_over_all_pages(int index)
    {
        var expected = Expected(Some, Filters[index]);
        await using var db = Stand.Database.Open();
        foreach (var (sort, isDescending) in Enum.GetValues<ReportSort>().SelectMany(sort => (bool[])[false, true], (sort, isDescending) => (sort, isDescending)))
        {
            var listed = new List<IssueProgress>();
            for (var page = 0; page <= expected.Count / ReportQueries.PageSize; page++)
            {
                listed.AddRange(await ReportQueries.Page(ReportQueries.Filtered(db, Stand.Acme.Id, Some, Filters[index]), new(sort, isDescending, page)).ToListAsync(Cancel));
            }

            var values = listed.Select(i => Value(i, sort)).ToList();
            Assert.Equal(isDescending ? values.OrderDescending() : values.Order(), values);
            Assert.Equal(expected.Select(i => i.IssueId).Order(StringComparer.Ordinal), listed.Select(i => i.IssueId).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Rows_are_read_on_after_the_last_one_whatever_their_numbers_are()
    {
        using var reader = new ReportReader(Stand.Database, Stand.Clock);
        var read = new List<ReportRow>();
        do
        {
            read.AddRange(await reader.ListAsync(Stand.Acme, Some, new(), read.LastOrDefault(), 37, Cancel));
        }
        while (read.Count % 37 == 0);

        Assert.Equal(Expected(Some, new()).OrderBy(i => i.Number).ThenBy(i => i.IssueId, StringComparer.Ordinal).Select(i => i.IssueId), read.Select(row => row.Issue.IssueId));
        Assert.All(read, row => Assert.Equal(VersionsOf(row.Issue).Select(v => v.Name).Order(StringComparer.Ordinal), row.Versions));
    }

    [Fact]
    public async Task Who_may_see_the_same_shares_what_was_counted_for_ten_seconds()
    {
        using var reader = new ReportReader(Stand.Database, Stand.Clock);
        var first = await reader.CountAsync(Stand.Acme, Some, new(), Cancel);
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);

        Assert.Same(first, await reader.CountAsync(Stand.Acme, Some with { Levels = ["500", "501"] }, new(), Cancel));
        Assert.NotSame(first, await reader.CountAsync(Stand.Acme, Some with { Refused = [] }, new(), Cancel));
        Assert.NotSame(first, await reader.CountAsync(Stand.Globex, Some, new(), Cancel));
        Stand.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first.All.Issues - 1, (await reader.CountAsync(Stand.Acme, Some, new(), Cancel)).All.Issues);
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

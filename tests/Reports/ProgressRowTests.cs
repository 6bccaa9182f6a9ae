using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Reports;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Reports;

/// <summary>The rows that reports count, and what Jira says.</summary>
public sealed class ProgressRowTests : ReportTest
{
    [Fact]
    public async Task An_issue_is_kept_as_jira_tells_of_it()
    {
        await Stand.ReadAsync(ReportStand.Issue(12, 6, 3, 4, 3, "abc", ["7", "8"], "indeterminate", "500"));

        var row = Assert.Single(await Stand.CountedAsync());
        Assert.Equal(("20012", "10000", "ACME-12", 12, "abc", StatusCategory.InProgress, "500"), (row.IssueId, row.ProjectId, row.Key, row.Number, row.AssigneeId, row.Status, row.SecurityLevelId));
        Assert.Equal((6, 3, 4, 3), (row.Total, row.Done, row.Mandatory, row.MandatoryDone));
        Assert.Equal(new DateTime(2026, 11, 1, 10, 0, 0, DateTimeKind.Utc), row.CreatedAt);
        Assert.Equal(["Version 7", "Version 8"], await VersionsAsync("20012"));
    }

    [Theory]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    [InlineData("\"text\"")]
    [InlineData("""{}""")]
    [InlineData("""{"total":3,"done":1,"open":2,"percent":33,"mandatory":3,"mandatoryOpen":2}""")]
    [InlineData("""{"version":2,"total":3,"done":1,"open":2,"percent":33,"mandatory":3,"mandatoryOpen":2}""")]
    [InlineData("""{"version":1,"total":0,"done":0,"open":0,"percent":0,"mandatory":0,"mandatoryOpen":0}""")]
    [InlineData("""{"version":1,"total":3,"done":4,"open":-1,"percent":133,"mandatory":0,"mandatoryOpen":0}""")]
    [InlineData("""{"version":1,"total":3,"done":-1,"open":4,"percent":0,"mandatory":3,"mandatoryOpen":3}""")]
    [InlineData("""{"version":1,"total":3,"done":1,"open":2,"percent":33,"mandatory":4,"mandatoryOpen":2}""")]
    [InlineData("""{"version":1,"total":3,"done":1,"open":2,"percent":33,"mandatory":3,"mandatoryOpen":3}""")]
    [InlineData("""{"version":1,"total":3,"done":3,"open":0,"percent":100,"mandatory":3,"mandatoryOpen":1}""")]
    [InlineData("""{"version":1,"total":"3","done":1,"open":2,"percent":33,"mandatory":3,"mandatoryOpen":2}""")]
    [InlineData("""{"version":1,"total":3.5,"done":1,"open":2,"percent":33,"mandatory":3,"mandatoryOpen":2}""")]
    [InlineData("""{"version":1,"total":2147483647,"done":1,"open":2,"percent":0,"mandatory":3,"mandatoryOpen":2}""")]
    public async Task What_is_no_checklist_of_ours_is_not_counted_and_its_row_goes(string property)
    {
        await Stand.ReadAsync(ReportStand.Issue(1), ReportStand.Issue(2, versions: ["7"], assignee: "abc"));

        await Stand.ReadAsync(ReportStand.Issue(2, JsonElement.Parse(property), assignee: "abc"));

        Assert.Equal("ACME-1", Assert.Single(await Stand.CountedAsync()).Key);
        Assert.Empty(await VersionsAsync("20002"));
    }

    [Fact]
    public async Task An_answer_that_names_no_issue_changes_nothing()
    {
        await Stand.ReadAsync(
            new JiraIssue("1", "ACME-1"), ReportStand.Issue(1) with { Id = "1 OR 1=1" }, ReportStand.Issue(1) with { Key = "" }, ReportStand.Issue(1) with { Key = new string('A', 300) },
            ReportStand.Issue(1, project: "../10000"));

        Assert.Empty(await Stand.CountedAsync());
    }

    [Fact]
    public async Task An_issue_that_was_moved_is_the_other_projects()
    {
        await Stand.ReadAsync(ReportStand.Issue(1, versions: ["7"]));

        await Stand.ReadAsync(ReportStand.Issue(1, project: "10001") with { Key = "BETA-9" });

        var row = Assert.Single(await Stand.CountedAsync());
        Assert.Equal(("10001", "BETA-9", 9), (row.ProjectId, row.Key, row.Number));
        Assert.Empty(await VersionsAsync("20001"));
    }

    [Fact]
    public async Task A_late_answer_does_not_undo_a_newer_one_nor_bring_a_checklist_back()
    {
        var before = Stand.Clock.GetUtcNow();
        Stand.Clock.Advance(TimeSpan.FromSeconds(1));
        await Stand.ReadAsync(ReportStand.Issue(1, done: 3), ReportStand.Issue(2));
        await Stand.Rows.RemoveAsync(Stand.Acme, "20002", Cancel);

        await Stand.Rows.UpdateAsync(Stand.Acme, [ReportStand.Issue(1, done: 0), ReportStand.Issue(2)], before, Cancel);

        Assert.Equal(3, Assert.Single(await Stand.CountedAsync()).Done);
    }

    [Fact]
    public async Task What_has_no_items_any_more_is_forgotten_after_an_hour()
    {
        await Stand.ReadAsync(ReportStand.Issue(1, assignee: "abc"), ReportStand.Issue(2));
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);
        await using var db = Stand.Database.Open();
        Assert.Null((await db.IssueProgress.AsNoTracking().SingleAsync(i => i.IssueId == "20001", Cancel)).AssigneeId);

        Stand.Clock.Advance(TimeSpan.FromMinutes(61));
        await ProgressRows.SweepAsync(db, Stand.Clock.GetUtcNow().UtcDateTime, Cancel);

        Assert.Equal("20002", (await db.IssueProgress.AsNoTracking().SingleAsync(Cancel)).IssueId);
    }

    [Fact]
    public async Task Two_sites_have_issues_of_the_same_number()
    {
        await Stand.ReadAsync(ReportStand.Issue(1, done: 1));
        await Stand.Rows.UpdateAsync(Stand.Globex, [ReportStand.Issue(1, done: 4, mandatoryDone: 2)], Stand.Clock.GetUtcNow(), Cancel);
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);

        Assert.Empty(await Stand.CountedAsync());
        Assert.Equal(4, Assert.Single(await Stand.CountedAsync(Stand.Globex)).Done);
    }

    [Fact]
    public async Task Many_who_add_the_same_issues_at_once_add_each_once()
    {
        var issues = Enumerable.Range(1, 30).Select(n => ReportStand.Issue(n, versions: ["7"])).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Stand.ReadAsync(issues), Cancel)));

        Assert.Equal(30, (await Stand.CountedAsync()).Count);
    }

    /// <summary>Updates, removals and late answers in any order, against a dictionary.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_thousand_readings_end_as_the_newest_of_each_issue_says(int seed)
    {
        var random = new Random(seed);
        var start = Stand.Clock.GetUtcNow();
        var model = new Dictionary<int, (DateTimeOffset At, int Total, int Done, string? Version)>();
        for (var i = 0; i < 1000; i++)
        {
            Stand.Clock.Advance(TimeSpan.FromMilliseconds(10));
            var (number, total, version) = (random.Next(1, 40), random.Next(0, 5), random.Next(3) == 0 ? null : $"{random.Next(1, 4)}");
            var (done, at) = (random.Next(0, total + 1), Later(start, Stand.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(10 * random.Next(0, 30))));
            var isRemoved = random.Next(10) == 0;
            if (isRemoved)
            {
                at = Stand.Clock.GetUtcNow();
                await Stand.Rows.RemoveAsync(Stand.Acme, $"{20000 + number}", Cancel);
            }
            else
            {
                await Stand.Rows.UpdateAsync(Stand.Acme, [ReportStand.Issue(number, total, done, 0, 0, versions: version is null ? [] : [version])], at, Cancel);
            }

            // Of an issue that never had a checklist nothing is kept, not even when it was read.
            if (model.TryGetValue(number, out var was) ? was.At <= at : !isRemoved && total > 0)
            {
                model[number] = isRemoved || total == 0 ? (at, 0, 0, null) : (at, total, done, version);
            }
        }

        var rows = await Stand.CountedAsync();
        Assert.Equal(model.Where(one => one.Value.Total > 0).OrderBy(one => one.Key).Select(one => (one.Key, one.Value.Total, one.Value.Done)), rows.Select(row => (row.Number, row.Total, row.Done)));
        foreach (var (number, row) in model)
        {
            Assert.Equal(row.Version is null ? [] : [$"Version {row.Version}"], await VersionsAsync($"{20000 + number}"));
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private async Task<List<string>> VersionsAsync(string issueId)
    {
        await using var db = Stand.Database.Open();
        return await db.IssueVersions.Where(v => v.IssueId == issueId && v.TenantId == Stand.Acme.Id).OrderBy(v => v.VersionId).Select(v => v.Name).ToListAsync(Cancel);
    }
}

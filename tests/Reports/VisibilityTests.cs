using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Reports;

/// <summary>Nobody counts what he may not see.</summary>
public sealed class VisibilityTests : ReportTest
{
    private ReportJira jira = null!;
    private ReportSnapshots snapshots = null!;
    private Visibility visibility = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        jira = new(Stand.Internet, "https://acme.atlassian.net");
        snapshots = new(Stand.Database, Stand.Clock);
        visibility = new(new(Stand.Clients), snapshots, Stand.Database, Stand.Clock);
    }

    [Fact]
    public async Task Who_may_not_browse_the_project_sees_nothing_and_no_issue_is_asked_about()
    {
        await AddAsync(10);
        jira.Browses = _ => false;

        Assert.Equal((Right.Denied, null), await AskAsync());
        Assert.Empty(jira.Asked);
    }

    [Fact]
    public async Task Somebody_who_is_not_logged_in_sees_nothing() =>
        Assert.Equal((Right.Denied, null), await visibility.AskAsync(Stand.Acme, null, ReportStand.Project, Cancel));

    [Fact]
    public async Task A_level_that_is_hidden_does_not_exist()
    {
        await AddAsync(10);
        await AddAsync(10, "500", first: 100);
        jira.Sees = (_, id) => id < 20100;

        var (_, issues) = await AskAsync();

        Assert.Equal((true, false), (issues!.HasUnsecured, issues.IsPartial));
        Assert.Empty(issues.Levels);
        Assert.Empty(issues.Refused);
    }

    [Fact]
    public async Task Of_a_small_class_the_refused_are_left_out_one_by_one()
    {
        await AddAsync(10);
        await AddAsync(10, "500", first: 100);
        jira.Sees = (_, id) => id is not (20003 or 20105);

        var (_, issues) = await AskAsync();

        Assert.Equal((true, false), (issues!.HasUnsecured, issues.IsPartial));
        Assert.Equal(["500"], issues.Levels);
        Assert.Equal(["20003", "20105"], issues.Refused);
        Assert.Equal(18, (await snapshots.FindAsync(Stand.Acme, issues, new(), Cancel)).Count);
    }

    [Fact]
    public async Task Of_a_large_class_five_thousand_are_asked_about_and_a_mixed_answer_leaves_it_out()
    {
        await AddAsync(5001);
        await AddAsync(3, "500", first: 9000);

        var (_, all) = await AskAsync();
        Assert.Equal(5003, jira.Asked.Sum());
        Assert.True(jira.Asked.Max() <= 1000);
        Assert.InRange(jira.MostAtOnce, 2, 5);
        Assert.Equal((true, false, 0), (all!.HasUnsecured, all.IsPartial, all.Refused.Count));

        jira.Sees = (_, id) => id % 100 != 0;
        var (_, some) = await AskAsync(People.Bob);
        Assert.Equal((false, true), (some!.HasUnsecured, some.IsPartial));
        Assert.Equal(["500"], some.Levels);
        Assert.Empty(some.Refused.Except(["29000"]));
    }

    [Fact]
    public async Task Those_asked_about_are_spread_over_the_whole_class()
    {
        await AddAsync(12_000);

        var level = Assert.Single(IssueClass.Of(await snapshots.ReadAsync(Stand.Acme.Id, ReportStand.Project, default, Cancel)));

        Assert.False(level.IsComplete);
        Assert.Equal(5000, level.Asked.Distinct().Count());
        Assert.Equal(12, level.Asked.GroupBy(id => (int.Parse(id) - 20001) / 1000).Count(part => part.Count() is 416 or 417));
    }

    [Fact]
    public async Task A_jira_that_is_silent_lets_nobody_see_anything_and_is_asked_again()
    {
        await AddAsync(2500);
        jira.AwayForProjects = HttpStatusCode.InternalServerError;
        Assert.Equal((Right.Unknown, null), await AskAsync());
        jira.AwayForProjects = null;

        // The second of three questions.
        var calls = 0;
        jira.Away = () => Interlocked.Increment(ref calls) == 2 ? HttpStatusCode.InternalServerError : null;
        Assert.Equal((Right.Unknown, null), await AskAsync());

        Assert.Equal(Right.Granted, (await AskAsync()).Right);
    }

    [Fact]
    public async Task An_answer_is_believed_for_a_minute_for_one_viewer_one_project_and_one_site()
    {
        await AddAsync(2);
        var other = new ReportJira(Stand.Internet, "https://globex.atlassian.net") { Browses = _ => false };
        await AskAsync();
        var calls = Stand.Internet.Count("permissions");

        await AskAsync();
        Assert.Equal(calls, Stand.Internet.Count("permissions"));
        Assert.Equal(Right.Denied, (await visibility.AskAsync(Stand.Globex, People.Alice, ReportStand.Project, Cancel)).Right);
        Assert.Empty(other.Asked);

        jira.Sees = (_, _) => false;
        Stand.Clock.Advance(TimeSpan.FromSeconds(61));
        var (right, issues) = await AskAsync();
        Assert.Equal((Right.Granted, false), (right, issues!.HasUnsecured));
    }

    private ValueTask<(Right Right, VisibleIssues? Issues)> AskAsync(string person = People.Alice) => visibility.AskAsync(Stand.Acme, person, ReportStand.Project, Cancel);

    private Task AddAsync(int count, string? level = null, int first = 1) => Stand.AddAsync(Enumerable.Range(first, count).Select(n => new IssueProgress
    {
        TenantId = Stand.Acme.Id,
        IssueId = $"{20000 + n}",
        ProjectId = ReportStand.Project,
        Key = $"ACME-{n}",
        Number = n,
        SecurityLevelId = level,
        Total = 2,
        Mandatory = 2,
    }));
}

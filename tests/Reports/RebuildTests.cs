using System.Net;
using System.Net.Http.Headers;
using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reports;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Reports;

/// <summary>The walk through a project, a turn at a time, as the worker gives them.</summary>
public sealed class RebuildTests : ReportTest
{
    private ReportJira jira = null!;
    private Rebuilds rebuilds = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        jira = new(Stand.Internet, "https://acme.atlassian.net");
        jira.Issues.AddRange(Enumerable.Range(1, 250).Select(n => ReportStand.Issue(n)));
        rebuilds = new(Stand.Database, new JobStore(Stand.Database, line: null, new JobSignal(), Stand.Clock), Stand.Clock);
    }

    [Fact]
    public async Task It_reads_a_hundred_at_a_time_with_a_second_in_between()
    {
        await StartAsync();
        Assert.Equal(JobResult.Again(TimeSpan.FromSeconds(1)), await TurnAsync());
        var half = await StateAsync();
        Assert.Equal((100, 250, 40, true), (half.Walk!.Read, half.Walk.Expected, half.Percent, half.IsRunning));

        Assert.Equal(JobResult.Again(TimeSpan.FromSeconds(1)), await TurnAsync());
        Assert.Equal(JobResult.Done, await TurnAsync());

        Assert.Equal(250, (await Stand.CountedAsync()).Count);
        Assert.False((await StateAsync()).IsRunning);
        Assert.Equal(JobResult.Done, await TurnAsync());
        Assert.Equal(3, Stand.Internet.Count("search/jql"));
        Assert.Equal(1, Stand.Internet.Count("approximate-count"));
    }

    [Fact]
    public async Task A_process_that_dies_after_storing_a_page_costs_that_page_alone()
    {
        await StartAsync();
        await TurnAsync();

        // It has stored the second page, and did not come to write down so.
        await Stand.ReadAsync([.. jira.Issues.Skip(100).Take(100)]);
        await TurnAsync();
        await TurnAsync();

        Assert.Equal(250, (await Stand.CountedAsync()).Count);
        Assert.Equal(250, (await StateAsync()).Walk!.Read);
    }

    [Fact]
    public async Task Two_who_take_the_same_turn_count_its_page_once()
    {
        await StartAsync();
        using var both = new Barrier(2);
        jira.Fault = _ =>
        {
            both.SignalAndWait(TimeSpan.FromSeconds(30), Cancel);
            return null;
        };

        await Task.WhenAll(Task.Run(TurnAsync, Cancel), Task.Run(TurnAsync, Cancel));

        Assert.Equal(100, (await StateAsync()).Walk!.Read);
    }

    [Fact]
    public async Task Told_to_wait_it_waits_and_loses_nothing()
    {
        await StartAsync();
        await TurnAsync();
        jira.Fault = _ => new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(90)) } };

        Assert.Equal(JobResult.Again(TimeSpan.FromSeconds(90)), await TurnAsync());
        jira.Fault = _ => null;
        await EndAsync();

        Assert.Equal(250, (await Stand.CountedAsync()).Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "Unavailable")]
    [InlineData(HttpStatusCode.Forbidden, "Refused")]
    [InlineData(HttpStatusCode.BadRequest, "Malformed")]
    public async Task A_jira_that_does_not_answer_the_first_question_is_a_failure_with_a_name(HttpStatusCode status, string failure)
    {
        await StartAsync();
        jira.Fault = _ => new(status);

        Assert.Equal(failure, (await TurnAsync()).Failure);
    }

    /// <summary>Whoever may edit an issue can write its property by hand, and the walk meets it among a hundred others.</summary>
    [Theory]
    [InlineData("\"\\ud800 and so on and so on\":1")]
    [InlineData("\"deep\":[]", 100)]
    [InlineData("\"deep\":[]", 16_000)]
    public async Task One_issue_with_a_value_that_nobody_can_read_does_not_keep_a_whole_project_from_its_report(string odd, int depth = 0)
    {
        var value = odd.Replace("[]", new string('[', depth) + new string(']', depth), StringComparison.Ordinal);
        const string Fields = """ "fields":{"project":{"id":"10000"}},"properties":{"markdwell.checklist":{"version":1,"total":4,"done":1,"mandatory":2,"mandatoryOpen":1 """;
        await StartAsync();
        jira.Fault = _ => Internet.Json($$$"""{"issues":[{"id":"20001","key":"ACME-1",{{{Fields}}},{{{value}}} } } },{"id":"20002","key":"ACME-2",{{{Fields}}} } } }],"isLast":true}""");

        Assert.Equal(JobResult.Done, await TurnAsync());

        Assert.Contains(await Stand.CountedAsync(), row => row.Number == 2);
    }

    [Fact]
    public async Task A_place_that_jira_does_not_know_any_more_begins_anew_but_not_more_often_than_anybody_may()
    {
        await StartAsync();
        await TurnAsync();
        jira.Fault = token => token is null ? null : new(HttpStatusCode.BadRequest);

        Stand.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(JobResult.Again(TimeSpan.FromMinutes(6)), await TurnAsync());
        Assert.Equal(100, (await StateAsync()).Walk!.Read);

        Stand.Clock.Advance(TimeSpan.FromMinutes(6));
        await TurnAsync();
        Assert.Equal((0, null), ((await StateAsync()).Walk!.Read, (await StateAsync()).Walk!.NextPageToken));
        jira.Fault = _ => null;
        await EndAsync();
        Assert.Equal(250, (await Stand.CountedAsync()).Count);
    }

    [Fact]
    public async Task What_the_walk_did_not_meet_goes_and_what_came_meanwhile_stays()
    {
        await Stand.ReadAsync(ReportStand.Issue(900, versions: ["7"]), ReportStand.Issue(901), ReportStand.Issue(902, project: "10001"));
        Stand.Clock.Advance(TimeSpan.FromMinutes(2));
        await StartAsync();
        await TurnAsync();

        // Deleted before it was met, moved away before it was met, new behind the walk's back.
        jira.Issues.RemoveAll(issue => issue.Key is "ACME-210");
        jira.Issues[200] = ReportStand.Issue(201, project: "10001");
        await Stand.ReadAsync(ReportStand.Issue(903));
        await EndAsync();

        var rows = await Stand.CountedAsync();
        Assert.Equal([.. Enumerable.Range(1, 250).Except([201, 210]), 903], rows.Where(row => row.ProjectId == ReportStand.Project).Select(row => row.Number));
        Assert.Contains(rows, row => row is { Number: 902, ProjectId: "10001" });
        await using var db = Stand.Database.Open();
        Assert.Empty(await db.IssueVersions.ToListAsync(Cancel));
    }

    [Fact]
    public async Task There_is_one_at_a_time_and_one_in_ten_minutes()
    {
        var started = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => rebuilds.StartAsync(Stand.Acme, ReportStand.Project, Cancel)));
        Assert.Single(started, one => one);
        await EndAsync();
        Assert.False(await rebuilds.StartAsync(Stand.Acme, ReportStand.Project, Cancel));
        Assert.True(await rebuilds.StartAsync(Stand.Globex, ReportStand.Project, Cancel));

        Stand.Clock.Advance(Rebuilds.Pause);
        Assert.True(await rebuilds.StartAsync(Stand.Acme, ReportStand.Project, Cancel));
        Assert.Equal(0, (await StateAsync()).Walk!.Read);
    }

    [Fact]
    public async Task One_that_was_written_down_and_never_told_is_told_by_the_next_viewer_and_one_set_aside_goes_on_where_it_was()
    {
        await StartAsync();
        await TurnAsync();
        await using var db = Stand.Database.Open();
        await db.Jobs.ExecuteDeleteAsync(Cancel);
        Assert.False((await StateAsync()).IsWaiting);
        await rebuilds.EnsureAsync(Stand.Acme, ReportStand.Project, default, Cancel);
        Assert.True((await StateAsync()).IsWaiting);

        await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(j => j.DueAt, (DateTime?)null), Cancel);
        Assert.True((await StateAsync()).IsStopped);
        Assert.True(await rebuilds.StartAsync(Stand.Acme, ReportStand.Project, Cancel));
        Assert.Equal((true, 100), ((await StateAsync()).IsRunning, (await StateAsync()).Walk!.Read));
    }

    [Fact]
    public async Task A_viewer_whose_numbers_are_from_before_its_end_is_told_that_it_runs()
    {
        await StartAsync();
        await EndAsync();
        var ended = (await StateAsync()).Walk!;
        Assert.True((await rebuilds.EnsureAsync(Stand.Acme, ReportStand.Project, new(100, null), Cancel)).IsRunning);
        Assert.False((await rebuilds.EnsureAsync(Stand.Acme, ReportStand.Project, new(ended.Read, ended.FinishedAt), Cancel)).IsRunning);
    }

    private Task<bool> StartAsync() => rebuilds.StartAsync(Stand.Acme, ReportStand.Project, Cancel);

    private Task<RebuildState> StateAsync() => rebuilds.ReadAsync(Stand.Acme, ReportStand.Project, Cancel);

    /// <summary>Of an instance that remembers nothing.</summary>
    private Task<JobResult> TurnAsync() => new RebuildWalk(Stand.Clients, Stand.Rows, Stand.Database, Stand.Clock)
        .WorkAsync(new(Stand.Acme, JobKind.Rebuild, ReportStand.Project, "markdwell:rebuild", JobHints.None, 0), Cancel);

    private async Task EndAsync()
    {
        while (await TurnAsync() != JobResult.Done)
        {
            Stand.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}

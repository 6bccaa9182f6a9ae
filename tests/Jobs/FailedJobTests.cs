using Markdwell.Models;
using Markdwell.Services.Jobs;

namespace Markdwell.Tests.Jobs;

/// <summary>What fails comes again, less and less often, until it is set aside for an administrator.</summary>
public sealed class FailedJobTests : JobTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private JobResult result = JobResult.Failed("Unavailable");

    [Fact]
    public async Task Pauses_grow_and_after_eight_tries_it_is_set_aside()
    {
        var instance = Stand.Start((_, _) => Task.FromResult(result));
        await instance.TellAsync();
        List<TimeSpan> pauses = [];
        while (await Stand.RowAsync() is { DueAt: { } dueAt })
        {
            pauses.Add(dueAt - Now);
            Stand.Clock.Advance(dueAt - Now);
            await instance.WorkAsync();
        }

        Assert.Equal(Enumerable.Range(0, 8), instance.Worked.Select(job => job.Failures));
        Assert.All(pauses.Skip(1).Zip(pauses.Skip(2)), pair => Assert.True(pair.Second > pair.First));
        Assert.InRange(pauses.Aggregate((sum, pause) => sum + pause), TimeSpan.FromHours(3), TimeSpan.FromHours(8));
        var overview = await instance.Store.OverviewAsync(Stand.Acme, Cancel);
        Assert.Equal((0, null, 1, "Unavailable"), (overview.Waiting, overview.OldestToldAt, overview.SetAsideCount, Assert.Single(overview.SetAside).Failure));
    }

    [Fact]
    public async Task A_mistake_of_ours_is_a_failure_with_its_name()
    {
        var instance = Stand.Start((_, _) => throw new InvalidOperationException("secret"));
        await instance.TellAsync();

        await instance.WorkAsync();

        var job = await Stand.RowAsync();
        Assert.Equal((1, "InvalidOperationException"), (job!.Failures, job.Failure));
        Assert.NotNull(job.DueAt);
    }

    [Fact]
    public async Task Told_to_wait_for_an_hour_it_waits_for_an_hour_whatever_is_told_meanwhile()
    {
        var instance = Stand.Start((_, _) => Task.FromResult(result));
        result = JobResult.Failed("RateLimited", TimeSpan.FromHours(1));
        await instance.TellAsync();
        await instance.WorkAsync();
        for (var minute = 0; minute < 59; minute++)
        {
            Wait(TimeSpan.FromMinutes(1));
            await instance.TellAsync();
            Assert.Equal(0, await instance.WorkAsync());
        }

        result = JobResult.Done;
        Wait(TimeSpan.FromMinutes(1.1));
        Assert.Equal(1, await instance.WorkAsync());
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task A_failure_waits_although_something_was_told_during_the_work()
    {
        var instance = Stand.Start(async (_, _) =>
        {
            await Here.TellAsync();
            return JobResult.Failed("RateLimited", TimeSpan.FromHours(1));
        });
        await instance.TellAsync();

        await instance.WorkAsync();

        Assert.InRange((await Stand.RowAsync())!.DueAt!.Value - Now, TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
    }

    [Fact]
    public async Task News_bring_back_what_was_set_aside()
    {
        await SetAsideAsync();

        await Here.TellAsync(hints: JobHints.Removed, delay: Second);

        var job = await Stand.RowAsync();
        Assert.Equal((Now + Second, 0, null, JobHints.Removed), (job!.DueAt, job.Failures, job.Failure, job.Hints));
    }

    [Fact]
    public async Task News_during_the_last_try_give_it_eight_more()
    {
        await SetAsideAsync(during: () => Here.TellAsync());

        var job = await Stand.RowAsync();
        Assert.Equal((0, "Unavailable"), (job!.Failures, job.Failure));
        Assert.NotNull(job.DueAt);
    }

    [Fact]
    public async Task An_administrator_has_it_tried_again_or_forgotten()
    {
        await SetAsideAsync();
        Assert.False(await Here.Store.ReplayAsync(Stand.Globex, JobKind.Issue, "10001", Cancel));
        Assert.False(await Here.Store.DropAsync(Stand.Globex, JobKind.Issue, "10001", Cancel));
        Assert.True(await Here.Store.ReplayAsync(Stand.Acme, JobKind.Issue, "10001", Cancel));
        Assert.False(await Here.Store.ReplayAsync(Stand.Acme, JobKind.Issue, "10001", Cancel));
        Assert.False(await Here.Store.DropAsync(Stand.Acme, JobKind.Issue, "10001", Cancel));
        Assert.Equal((1, 0), (await Here.WorkAsync(), Assert.Single(Here.Worked).Failures));

        await SetAsideAsync();
        Assert.True(await Here.Store.DropAsync(Stand.Acme, JobKind.Issue, "10001", Cancel));
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task The_overview_shows_a_site_its_own()
    {
        await SetAsideAsync();
        await Here.TellAsync("2", delay: TimeSpan.FromDays(1));
        var began = Now;
        await Here.TellAsync("3");
        Wait(TimeSpan.FromMinutes(5));
        await Here.TellAsync("4");

        var acme = await Here.Store.OverviewAsync(Stand.Acme, Cancel);
        var globex = await Here.Store.OverviewAsync(Stand.Globex, Cancel);

        Assert.Equal((3, began, 1, "10001"), (acme.Waiting, acme.OldestToldAt, acme.SetAsideCount, Assert.Single(acme.SetAside).Subject));
        Assert.Equal((0, null, 0, 0), (globex.Waiting, globex.OldestToldAt, globex.SetAsideCount, globex.SetAside.Count));
    }

    [Fact]
    public async Task What_was_set_aside_is_forgotten_after_a_month_and_what_waits_is_not()
    {
        await SetAsideAsync();
        await Here.TellAsync("2", delay: TimeSpan.FromDays(365));
        await Stand.ChangeAsync(db => JobSweep.SweepAsync(db, Now.AddDays(28), Cancel));
        Assert.Equal(2, (await Stand.RowsAsync()).Count);

        await Stand.ChangeAsync(db => JobSweep.SweepAsync(db, Now.AddDays(31), Cancel));
        Assert.Equal("2", Assert.Single(await Stand.RowsAsync()).Subject);
    }

    private async Task SetAsideAsync(Func<Task>? during = null)
    {
        var instance = Stand.Start(async (job, _) =>
        {
            await (job.Failures == 7 && during is not null ? during() : Task.CompletedTask);
            return JobResult.Failed("Unavailable");
        });
        await instance.TellAsync();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            Wait(TimeSpan.FromHours(4));
            await instance.WorkAsync();
        }
    }
}

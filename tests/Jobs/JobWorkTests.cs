using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Jobs.Working;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Jobs;

/// <summary>Each job is worked on once and to its end, whoever dies, and however much is told meanwhile.</summary>
public sealed class JobWorkTests : JobTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_was_told_is_worked_on_when_it_is_due_and_then_forgotten()
    {
        await Here.TellAsync(hints: JobHints.StatusChanged, delay: Second);
        Assert.Equal(0, await Here.WorkAsync());

        Wait(Second);
        Assert.Equal(1, await Here.WorkAsync());

        var job = Assert.Single(Here.Worked);
        Assert.Equal((Stand.Acme.Id, JobKind.Issue, "10001", "jira:issue_updated", JobHints.StatusChanged, 0), (job.Tenant.Id, job.Kind, job.Subject, job.Cause, job.Hints, job.Failures));
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task What_is_due_first_comes_first()
    {
        await Here.TellAsync("3", delay: 3 * Second);
        await Here.TellAsync("1", delay: 1 * Second);
        await Here.TellAsync("2", delay: 2 * Second);
        Wait(5 * Second);

        await Here.WorkAsync();

        Assert.Equal(["1", "2", "3"], Here.Worked.Select(job => job.Subject));
    }

    [Fact]
    public async Task Of_many_instances_one_has_the_turn()
    {
        await Here.TellAsync();
        var others = Enumerable.Range(0, 8).Select(_ => Stand.Start()).ToList();

        await Task.WhenAll(others.Select(other => other.WorkOnAsync()));

        Assert.Single(others.SelectMany(other => other.Worked));
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task Whoever_dies_at_it_leaves_it_to_another()
    {
        await Here.TellAsync(hints: JobHints.NoteChanged);
        await Here.DieAsync();
        var other = Stand.Start();
        Assert.Equal(0, await other.WorkAsync());

        Wait(JobTurns.Lease);
        await other.WorkAsync();

        Assert.Equal(JobHints.NoteChanged, Assert.Single(other.Worked).Hints);
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task A_job_that_kills_does_not_kill_for_ever()
    {
        await Here.TellAsync();
        for (var death = 0; death < 8; death++)
        {
            await Here.DieAsync();
            Wait(JobTurns.Lease);
        }

        await Here.WorkAsync();

        Assert.Empty(Here.Worked);
        var job = await Stand.RowAsync();
        Assert.Equal((null, "Interrupted"), (job!.DueAt, job.Failure));
    }

    [Fact]
    public async Task What_is_told_during_the_work_is_worked_on_after_it()
    {
        JobStand.Instance? other = null;
        var instance = Stand.Start(async (job, _) =>
        {
            if (job.Hints == JobHints.None)
            {
                Wait(Second);
                await other!.TellAsync(hints: JobHints.Removed, delay: Second);
                await other.TellAsync(delay: 5 * Second);
            }

            return JobResult.Done;
        });
        other = Stand.Start();
        await instance.TellAsync();
        await instance.WorkAsync();

        var waiting = await Stand.RowAsync();
        Assert.Equal((3, Now + Second, null), (waiting!.Revision, waiting.DueAt, waiting.LeasedUntil));
        Wait(Second);
        await instance.WorkAsync();
        Assert.Equal([JobHints.None, JobHints.Removed], instance.Worked.Select(job => job.Hints));
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task Nobody_else_begins_while_somebody_is_at_it()
    {
        var other = Stand.Start();
        var instance = Stand.Start(async (_, _) =>
        {
            await other.TellAsync();
            Assert.Equal(0, await other.WorkAsync());
            return JobResult.Done;
        });
        await instance.TellAsync();

        await instance.WorkAsync();

        Assert.Equal(1, await other.WorkAsync());
    }

    [Fact]
    public async Task Whoever_has_lost_the_turn_changes_nothing_by_ending_it()
    {
        await Here.TellAsync();
        var late = await Here.Turns.TryBeginAsync(new(Stand.Acme.Id, JobKind.Issue, "10001"));
        Wait(JobTurns.Lease);
        var other = await Stand.Start().Turns.TryBeginAsync(late!.Key);

        await Here.Turns.EndAsync(late);
        await Here.Turns.FailAsync(late, "Unavailable", isLastTry: true, Second);
        await Here.Turns.ComeAgainAsync(late, TimeSpan.Zero);
        await Here.Turns.GiveUpAsync(late);

        Assert.False(await Here.Turns.TryKeepAsync(late, Cancel));
        Assert.Equal(other!.Lease, (await Stand.RowAsync())!.LeasedUntil);
    }

    [Fact]
    public async Task A_turn_that_is_made_longer_stays_ones_own()
    {
        await Here.TellAsync();
        var turn = await Here.Turns.TryBeginAsync(new(Stand.Acme.Id, JobKind.Issue, "10001"));
        for (var minute = 0; minute < 10; minute++)
        {
            Wait(JobTurns.Lease / 2);
            Assert.True(await Here.Turns.TryKeepAsync(turn!, Cancel));
            Assert.Equal(0, await Stand.Start().WorkAsync());
        }

        await Here.Turns.EndAsync(turn!);
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task Long_work_keeps_its_turn()
    {
        var instance = Stand.Start(async (_, stop) =>
        {
            for (var part = 0; part < 5; part++)
            {
                var lease = (await Stand.RowAsync())!.LeasedUntil;
                Wait(JobTurns.Lease / 2);
                while ((await Stand.RowAsync())!.LeasedUntil == lease)
                {
                    await Task.Delay(10, stop);
                }
            }

            return JobResult.Done;
        });
        await instance.TellAsync();

        await instance.WorkAsync();

        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task Whoever_has_lost_the_turn_stops()
    {
        var wasStopped = false;
        var other = Stand.Start();
        var instance = Stand.Start(async (_, stop) =>
        {
            Wait(JobTurns.Lease);
            await other.WorkAsync();
            await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));
            wasStopped = stop.IsCancellationRequested;
            return JobResult.Failed("Unavailable");
        });
        await instance.TellAsync();

        await instance.WorkAsync();

        Assert.True(wasStopped);
        Assert.Single(other.Worked);
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task Whoever_cannot_ask_whether_he_has_lost_the_turn_stops_when_its_time_is_over()
    {
        var database = new SilentDatabase(Stand.Database);
        var wasStopped = false;
        var instance = Stand.Start(
            async (_, stop) =>
            {
                database.IsSilent = true;
                await database.Asked.WaitAsync(Cancel);
                Wait(JobTurns.Lease);
                await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(30), stop));
                wasStopped = stop.IsCancellationRequested;
                database.IsSilent = false;
                return JobResult.Failed("Unavailable");
            },
            database);
        await instance.TellAsync();

        await instance.WorkAsync();

        Assert.True(wasStopped);
    }

    [Fact]
    public async Task What_is_not_over_comes_again_and_has_not_failed()
    {
        var instance = Stand.Start((_, _) => Task.FromResult(JobResult.Again(10 * Second)));
        await instance.TellAsync(hints: JobHints.StatusChanged);
        await instance.WorkAsync();

        var job = await Stand.RowAsync();
        Assert.Equal((Now + (10 * Second), 0, null, JobHints.StatusChanged), (job!.DueAt, job.Failures, job.Failure, job.Hints));

        Wait(5 * Second);
        await instance.TellAsync(delay: Second);
        Assert.Equal(Now + Second, (await Stand.RowAsync())!.DueAt);
    }

    [Fact]
    public async Task A_server_that_is_stopped_gives_its_turns_back()
    {
        using var stopping = new CancellationTokenSource();
        var instance = Stand.Start(async (_, stop) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            return JobResult.Done;
        });
        await instance.TellAsync();
        await instance.WorkAsync(stopping);

        await Here.WorkAsync();

        Assert.Equal(0, Assert.Single(Here.Worked).Failures);
        Assert.Empty(await Stand.RowsAsync());
    }

    [Fact]
    public async Task A_site_that_has_uninstalled_the_app_is_left_alone()
    {
        await Here.TellAsync();
        await Stand.ChangeAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.UninstalledAt, DateTime.UtcNow), Cancel));
        Assert.Equal(0, await Here.WorkAsync());

        await Stand.ChangeAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.UninstalledAt, (DateTime?)null), Cancel));
        Assert.Equal(1, await Here.WorkAsync());
    }

    [Fact]
    public async Task A_busy_site_is_passed_over()
    {
        await Here.TellAsync();
        await Here.TellAsync(tenant: Stand.Globex);

        var due = await Here.Turns.DueAsync([JobKind.Issue, JobKind.Page], [Stand.Acme.Id], 10, Cancel);

        Assert.Equal(Stand.Globex.Id, Assert.Single(due).TenantId);
    }

    [Fact]
    public async Task Kinds_that_nobody_here_knows_are_left_to_others()
    {
        await Here.TellAsync(kind: JobKind.Rebuild);

        Assert.Empty(await Here.Turns.DueAsync([JobKind.Issue, JobKind.Page], [], 10, Cancel));
    }

    /// <summary>Takes questions and never answers.</summary>
    private sealed class SilentDatabase(IDbContextFactory<AppDbContext> database) : IDbContextFactory<AppDbContext>
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsSilent { get; set; }

        public Task Asked => asked.Task;

        public AppDbContext CreateDbContext() => database.CreateDbContext();

        public async Task<AppDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (IsSilent)
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return database.CreateDbContext();
        }
    }
}

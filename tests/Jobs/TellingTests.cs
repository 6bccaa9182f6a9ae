using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Jobs;

/// <summary>What is told joins, is stored before anybody hears of it, and is never lost to somebody else's fault.</summary>
public sealed class TellingTests : JobTest
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_is_told_again_joins_what_waits()
    {
        var began = Now;
        await Here.TellAsync(hints: JobHints.StatusChanged, delay: 10 * Second, cause: "jira:issue_created");
        Wait(Second);
        await Here.TellAsync(hints: JobHints.NoteChanged, delay: 2 * Second, cause: "issue_property_set");
        await Here.TellAsync(delay: 20 * Second, cause: "jira:issue_updated");

        var job = Assert.Single(await Stand.RowsAsync());
        Assert.Equal((3, "jira:issue_updated", JobHints.StatusChanged | JobHints.NoteChanged), (job.Revision, job.Cause, job.Hints));
        Assert.Equal((began, began + (3 * Second)), (job.ToldAt, job.DueAt));
    }

    [Fact]
    public async Task What_is_told_at_once_is_stored_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Here.TellAsync(subject: $"{i % 10}", hints: i < 10 ? JobHints.Removed : JobHints.None)));

        var jobs = await Stand.RowsAsync();
        Assert.Equal(10, jobs.Count);
        Assert.All(jobs, job => Assert.Equal((100, JobHints.Removed), (job.Revision, job.Hints)));
    }

    [Fact]
    public async Task Each_site_has_jobs_of_its_own()
    {
        await Here.TellAsync();
        await Here.TellAsync(tenant: Stand.Globex);

        Assert.Equal(1, (await Stand.RowsAsync()).Single().Revision);
        Assert.Equal(1, (await Stand.RowsAsync(Stand.Globex)).Single().Revision);
        Assert.False(await Here.Store.DropAsync(Stand.Globex, JobKind.Page, "10001", Cancel));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("SQL Server")]
    public async Task A_thousand_random_tellings_of_several_instances_end_as_in_the_model(string kind)
    {
        await using var stand = await JobStand.CreateAsync(kind);
        var random = new Random(20261123);
        var instances = Enumerable.Range(0, 4).Select(_ => stand.Start()).ToList();
        Dictionary<(int, JobKind, string), (long Count, JobHints Hints, TimeSpan Delay)> model = [];
        List<Task> told = [];
        for (var i = 0; i < 1_000; i++)
        {
            var (tenant, jobKind, subject) = (random.Next(2) == 0 ? stand.Acme : stand.Globex, (JobKind)random.Next(3), $"{random.Next(15)}");
            var (hints, delay) = ((JobHints)random.Next(8), TimeSpan.FromSeconds(random.Next(100)));
            var was = model.GetValueOrDefault((tenant.Id, jobKind, subject), (0, JobHints.None, TimeSpan.MaxValue));
            model[(tenant.Id, jobKind, subject)] = (was.Count + 1, was.Hints | hints, delay < was.Delay ? delay : was.Delay);
            told.Add(instances[random.Next(4)].TellAsync(subject, hints, delay, kind: jobKind, tenant: tenant));
        }

        await Task.WhenAll(told);

        var now = stand.Clock.GetUtcNow().UtcDateTime;
        var rows = (await stand.RowsAsync()).Concat(await stand.RowsAsync(stand.Globex)).ToDictionary(j => (j.TenantId, j.Kind, j.Subject), j => (j.Revision, j.Hints, j.DueAt!.Value - now));
        Assert.Equal(model.OrderBy(one => one.Key), rows.OrderBy(one => one.Key));
    }

    [Fact]
    public async Task Whoever_goes_away_takes_nothing_back()
    {
        using var gone = new CancellationTokenSource();
        var telling = Here.Store.TellAsync(Stand.Acme.Id, JobKind.Issue, "1", "jira:issue_updated", JobHints.None, Second, gone.Token);
        await gone.CancelAsync();
        await Here.TellAsync("2");
        await Task.WhenAny(telling);

        Assert.Equal(["1", "2"], (await Stand.RowsAsync()).Select(job => job.Subject));
    }

    [Fact]
    public async Task While_the_database_is_away_each_of_them_hears_so_and_nothing_is_half_done()
    {
        var faulty = new FaultyDatabase(Stand.Database) { IsAway = true };
        var instance = Stand.Start(database: faulty);

        var told = Enumerable.Range(0, 50).Select(i => instance.TellAsync($"{i}")).ToList();
        foreach (var telling in told)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => telling);
        }

        Assert.Empty(await Stand.RowsAsync());
        faulty.IsAway = false;
        await instance.TellAsync();
        Assert.Single(await Stand.RowsAsync());
    }

    [Fact]
    public async Task A_site_that_was_erased_a_moment_ago_is_nobody_elses_fault()
    {
        var told = Enumerable.Range(0, 50).Select(i => (i, Telling: i % 10 == 3
            ? Here.Store.TellAsync(4_711, JobKind.Issue, "1", "jira:issue_updated", JobHints.None, Second, Cancel)
            : Here.TellAsync($"{i}"))).ToList();

        foreach (var (i, telling) in told)
        {
            await (i % 10 == 3 ? Assert.ThrowsAsync<DbUpdateException>(() => telling) : telling);
        }

        Assert.Equal(45, (await Stand.RowsAsync()).Count);
    }

    [Fact]
    public async Task What_is_withdrawn_is_told_no_more()
    {
        await Here.TellAsync(kind: JobKind.Forget, delay: TimeSpan.FromDays(30));
        await Here.TellAsync(kind: JobKind.Forget, delay: TimeSpan.FromDays(30), tenant: Stand.Globex);

        await Here.Store.WithdrawAsync(Stand.Acme, JobKind.Forget, "10001", Cancel);

        Assert.Empty(await Stand.RowsAsync());
        Assert.Single(await Stand.RowsAsync(Stand.Globex));
    }

    private sealed class FaultyDatabase(TestDatabase database) : IDbContextFactory<AppDbContext>
    {
        public bool IsAway { get; set; }

        public AppDbContext CreateDbContext() => IsAway ? throw new SqliteException("away", 14) : database.CreateDbContext();
    }
}

using Markdwell.Models;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Reports;

/// <summary>How long a snapshot is as good as new, good, and nothing any more.</summary>
public sealed class ReportSnapshotTests : ReportTest
{
    private ReportSnapshots snapshots = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Stand.ReadAsync(ReportStand.Issue(1), ReportStand.Issue(2), ReportStand.Issue(3));
        snapshots = new(Stand.Database, Stand.Clock);
    }

    [Fact]
    public async Task For_ten_seconds_all_viewers_share_one()
    {
        var first = await ReadAsync();
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);
        Stand.Clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Same(first, await ReadAsync());
        Assert.Equal(3, first.Issues.Length);
    }

    [Fact]
    public async Task Viewers_who_come_at_once_wait_for_one_reading()
    {
        var read = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync()));

        Assert.Single(read.Distinct());
    }

    [Fact]
    public async Task An_older_one_is_given_at_once_and_renewed_behind_the_viewers_back()
    {
        var first = await ReadAsync();
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);
        Stand.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Same(first, await ReadAsync());
        var next = await UntilAnotherThanAsync(first);
        Assert.Equal((2, Stand.Clock.GetUtcNow()), (next.Issues.Length, next.At));
    }

    [Fact]
    public async Task One_of_a_minute_is_waited_for()
    {
        await ReadAsync();
        await Stand.Rows.RemoveAsync(Stand.Acme, "20001", Cancel);
        Stand.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(2, (await ReadAsync()).Issues.Length);
    }

    [Fact]
    public async Task Who_knows_that_the_walk_came_further_is_not_given_one_from_before()
    {
        await ReadAsync();
        await Stand.ReadAsync(ReportStand.Issue(4));

        Assert.Equal(4, (await ReadAsync(new(100, null))).Issues.Length);
        Assert.Equal(4, (await ReadAsync(new(100, Stand.Clock.GetUtcNow().UtcDateTime))).Issues.Length);
    }

    [Fact]
    public async Task Globex_does_not_get_acmes()
    {
        await ReadAsync();

        Assert.Empty((await snapshots.ReadAsync(Stand.Globex.Id, ReportStand.Project, default, Cancel)).Issues);
        Assert.Empty((await snapshots.ReadAsync(Stand.Acme.Id, "10001", default, Cancel)).Issues);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_and_does_not_trouble_who_was_given_the_old_one()
    {
        var first = await ReadAsync();
        Stand.Clock.Advance(TimeSpan.FromSeconds(20));
        await RenameAsync("IssueVersions", "Away");
        Assert.Same(first, await ReadAsync());
        Stand.Clock.Advance(TimeSpan.FromSeconds(40));
        await Assert.ThrowsAsync<SqliteException>(() => ReadAsync());

        await RenameAsync("Away", "IssueVersions");
        Assert.NotSame(first, await ReadAsync());
    }

    [Fact]
    public async Task A_project_of_more_issues_than_fit_is_not_kept_at_all()
    {
        await using var db = Stand.Database.Open();
        ProjectSnapshot[] read = [await SmallAsync(db, 3), await SmallAsync(db, 2)];

        Assert.Equal([(3, false), (0, true)], read.Select(one => (one.Issues.Length, one.IsTooLarge)));
        Assert.Equal(0, FoundIssues.In(read[1], new(ReportStand.Project, true, [], [], false), new("p1", "7")).Numbers().All.Issues);
    }

    private Task<ProjectSnapshot> SmallAsync(AppDbContext db, int mostIssues) =>
        new SnapshotReading().ReadAsync(db, Stand.Acme.Id, ReportStand.Project, mostIssues, Stand.Clock.GetUtcNow(), default);

    private async Task<ProjectSnapshot> UntilAnotherThanAsync(ProjectSnapshot first)
    {
        while (await ReadAsync() is var read)
        {
            if (read != first)
            {
                return read;
            }

            await Task.Delay(10, Cancel);
        }

        return first;
    }

    private async Task RenameAsync(string table, string name)
    {
        await using var db = Stand.Database.Open();
#pragma warning disable EF1002 // Both are constants of this class.
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE {table} RENAME TO {name}", Cancel);
#pragma warning restore EF1002
    }

    private Task<ProjectSnapshot> ReadAsync(WalkStage walk = default) => snapshots.ReadAsync(Stand.Acme.Id, ReportStand.Project, walk, Cancel).AsTask();
}

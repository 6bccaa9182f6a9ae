using Markdwell.Services.Notes.Checklists;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Notes.JiraNote;

namespace Markdwell.Tests.Notes;

/// <summary>Many at once, through instances that know nothing of each other but the database.</summary>
public sealed class ManyPeopleTests
{
    private const int Each = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("SQL Server")]
    public async Task Two_hundred_operations_through_each_of_two_instances_end_in_the_union(string kind)
    {
        await using var stand = await NoteStand.CreateAsync(kind);
        stand.Jira.HasText(string.Join('\n', Enumerable.Range(0, 2 * Each / 2).Select(i => $"- [ ] item {i}")));
        NoteStand.Instance[] instances = [stand.Start(), stand.Start()];
        var ids = (await instances[0].Store.ReadAsync(stand.Acme, Issue, Cancel)).Checklist.Items.Select(item => item.Id).ToList();

        // The first half of the items is ticked here, the second there, and each of all edited by the other.
        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * Each).Select(i => Task.Run(() =>
        {
            var item = i / 2;
            Operation operation = i % 2 == 0
                ? new Tick(Guid.NewGuid(), ids[item], IsDone: true)
                : new Edit(Guid.NewGuid(), ids[item], $"item {item}", $"item {item}, seen");
            return instances[item % 2 == i % 2 ? 0 : 1].Store.ChangeAsync(stand.Acme, Issue, [operation], Cancel);
        })));
        stand.Clock.Advance(TimeSpan.FromSeconds(2));
        await instances[0].WriteAsync();

        Assert.All(answers, answer => Assert.Equal(OperationOutcome.Ok, Assert.Single(answer.Results).Outcome));
        var expected = string.Join('\n', Enumerable.Range(0, Each).Select(i => $"- [x] item {i}, seen"));
        Assert.Equal(expected, (await stand.RowAsync())!.Text);
        Assert.Equal((expected, "Done"), (stand.Jira.Text, stand.Jira.Status));
    }

    [Fact]
    public async Task While_people_tick_and_instances_write_an_automation_loses_nothing_either()
    {
        await using var stand = await NoteStand.CreateAsync();
        stand.Jira.HasText(string.Join('\n', Enumerable.Range(0, 100).Select(i => $"- [ ] item {i}")));
        NoteStand.Instance[] instances = [stand.Start(), stand.Start()];
        var ids = (await instances[0].Store.ReadAsync(stand.Acme, Issue, Cancel)).Checklist.Items.Select(item => item.Id).ToList();
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            await Task.WhenAll(
                instances[i % 2].Store.ChangeAsync(stand.Acme, Issue, [new Tick(Guid.NewGuid(), ids[i], IsDone: true)], Cancel),
                instances[random.Next(2)].Store.ReadAsync(stand.Acme, Issue, Cancel),
                instances[random.Next(2)].WriteAsync());
            if (i % 10 == 5)
            {
                // Between turns: while one is under way Jira itself would forget one of the two.
                stand.Jira.HasText($"{stand.Jira.Text}\n- [ ] automated {i}", revision: i);
            }

            stand.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(1500)));
        }

        stand.Clock.Advance(TimeSpan.FromMinutes(2));
        await instances[0].Store.ReadAsync(stand.Acme, Issue, Cancel);
        await instances[0].WriteAsync();

        var text = stand.Jira.Text!;
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"- [x] item {i}\n", text + "\n", StringComparison.Ordinal));
        Assert.All(Enumerable.Range(0, 10), i => Assert.Contains($"- [ ] automated {(10 * i) + 5}", text, StringComparison.Ordinal));
        Assert.Equal("100/110", stand.Jira.Status);
        Assert.Equal(text, (await stand.RowAsync())!.Text);
    }

    [Fact]
    public async Task Ten_thousand_operations_leave_text_numbers_and_status_in_step()
    {
        await using var stand = await NoteStand.CreateAsync();
        stand.Jira.HasText(string.Join('\n', Enumerable.Range(0, 20).Select(i => $"- [ ] {(i % 3 == 0 ? "? " : "")}item {i}")));
        var here = stand.Start();
        var ids = (await here.Store.ReadAsync(stand.Acme, Issue, Cancel)).Checklist.Items.Select(item => item.Id).ToList();
        var random = new Random(11);
        for (var i = 0; i < 100; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            {
                var operations = Enumerable.Range(0, 25).Select(_ => (Operation)new Tick(Guid.NewGuid(), ids[random.Next(20)], random.Next(2) == 0)).ToList();
                return here.Store.ChangeAsync(stand.Acme, Issue, operations, Cancel);
            }));
            stand.Clock.Advance(TimeSpan.FromSeconds(2));
            await here.WriteAsync();

            var row = (await stand.RowAsync())!;
            var done = row.Text.Split("[x]").Length - 1;
            Assert.Equal(row.Text, stand.Jira.Text);
            Assert.Equal((done, 20, null), (row.Done, row.Total, row.DueAt));
            Assert.Contains($"\"total\":20,\"done\":{done},", stand.Jira.Numbers, StringComparison.Ordinal);
            Assert.Equal(done == 20 ? "Done" : $"{done}/20", stand.Jira.Status);
        }
    }
}

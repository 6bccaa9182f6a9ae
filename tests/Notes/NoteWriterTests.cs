using System.Net;
using Markdwell.Models;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Notes.JiraNote;

namespace Markdwell.Tests.Notes;

/// <summary>What Jira is told, when, and what happens when something dies on the way.</summary>
public sealed class NoteWriterTests : NoteTest
{
    private const string Ticked = "- [x] one\n- [ ] two";

    private int item;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Stand.Jira.HasText(Two);
        item = await FirstItemAsync();
        await Here.WriteAsync();
        Wait();
        Stand.Jira.Writes.Clear();
    }

    [Fact]
    public async Task Note_numbers_and_status_say_the_same()
    {
        await TickAsync(item);
        await Here.WriteAsync();

        Assert.Equal(Ticked, Stand.Jira.Text);
        Assert.Equal("""{"version":1,"total":2,"done":1,"open":1,"percent":50,"mandatory":2,"mandatoryOpen":1}""", Stand.Jira.Numbers);
        Assert.Equal("""{"type":"lozenge","value":{"label":"1/2","type":"inprogress"}}""", Stand.Jira[StatusKey]);
        Assert.True((await ReadAsync()).IsWritten);
    }

    [Fact]
    public async Task When_all_is_done_the_status_says_so()
    {
        await ChangeAsync(new Rewrite(Guid.NewGuid(), Two, "- [x] one"));
        await Here.WriteAsync();

        Assert.Equal("""{"type":"lozenge","value":{"label":"Done","type":"success"}}""", Stand.Jira[StatusKey]);
    }

    [Fact]
    public async Task Without_items_there_are_no_numbers_and_no_status()
    {
        await ChangeAsync(new Rewrite(Guid.NewGuid(), Two, "no list"));
        await Here.WriteAsync();

        Assert.Equal(["markdwell.note"], Stand.Jira.Keys);
        Assert.Null(await DueAsync());
    }

    [Fact]
    public async Task Only_what_has_changed_is_written()
    {
        await ChangeAsync(new Edit(Guid.NewGuid(), item, "one", "uno"));
        await Here.WriteAsync();

        Assert.Equal(["markdwell.note"], Stand.Jira.Writes.Select(write => write.Key));
    }

    [Fact]
    public async Task A_hundred_ticks_of_one_second_are_one_write()
    {
        for (var i = 0; i < 100; i++)
        {
            await TickAsync(item, isDone: i % 2 == 0);
            await Here.WriteAsync();
        }

        Assert.Equal(1, Stand.Jira.Writes.Count(write => write.Key == NoteProperty.Key));
        Wait();
        await Here.WriteAsync();
        Assert.Equal((Two, "0/2"), (Stand.Jira.Text, Stand.Jira.Status));
        Assert.Null(await DueAsync());
    }

    [Fact]
    public async Task One_instance_has_the_turn_and_the_other_leaves_it_alone()
    {
        await TickAsync(item);
        var others = Enumerable.Range(0, 8).Select(_ => Stand.Start()).ToList();

        await Task.WhenAll(others.Select(other => other.WriteAsync(Stand.Acme)));

        Assert.Equal(1, Stand.Jira.Writes.Count(write => write.Key == NoteProperty.Key));
    }

    [Fact]
    public async Task A_crash_after_the_write_and_before_it_was_noted_costs_nothing()
    {
        await TickAsync(item);
        await DieAfterAsync(NoteProperty.Key);
        Assert.Equal(Ticked, Stand.Jira.Text);
        Assert.False((await ReadAsync()).IsWritten);

        await RecoverAsync();

        Assert.Equal((Ticked, "1/2"), (Stand.Jira.Text, Stand.Jira.Status));
        Assert.True((await ReadAsync()).IsWritten);
    }

    [Fact]
    public async Task What_is_undone_after_a_crash_stays_undone()
    {
        await TickAsync(item);
        await DieAfterAsync(NoteProperty.Key);
        await TickAsync(item, isDone: false);

        await RecoverAsync();

        Assert.Equal((Two, "0/2"), (Stand.Jira.Text, Stand.Jira.Status));
    }

    [Fact]
    public async Task What_an_automation_wrote_after_a_crash_is_merged_with_what_came_later()
    {
        await TickAsync(item);
        await DieAfterAsync(NoteProperty.Key);
        await TickAsync(item, isDone: false);
        Stand.Jira.Note = Stand.Jira.Note!.Replace("[ ] two", "[x] two", StringComparison.Ordinal);

        await RecoverAsync();

        Assert.Equal(("- [ ] one\n- [x] two", "1/2"), (Stand.Jira.Text, Stand.Jira.Status));
    }

    [Fact]
    public async Task What_an_automation_writes_while_a_tick_waits_stays()
    {
        await TickAsync(item);
        Stand.Jira.HasText("- [ ] one\n- [ ] two\n- [ ] three", revision: 1);

        await Here.WriteAsync();

        Assert.Equal(("- [x] one\n- [ ] two\n- [ ] three", "1/3"), (Stand.Jira.Text, Stand.Jira.Status));
        Assert.Equal(Stand.Jira.Text, (await ReadAsync()).Checklist.Text.Text);
    }

    [Fact]
    public async Task What_is_ticked_while_jira_is_being_told_is_told_next()
    {
        var second = (await ReadAsync()).Checklist.Items[1].Id;
        await TickAsync(item);
        Stand.Jira.Fault = async request =>
        {
            if (IsWrite(request, NoteProperty.Key))
            {
                Stand.Jira.Fault = Nothing;
                await TickAsync(second);
            }

            return null;
        };
        await Here.WriteAsync();
        Assert.Equal(Ticked, Stand.Jira.Text);
        Assert.False((await ReadAsync()).IsWritten);

        Wait();
        await Here.WriteAsync();
        Assert.Equal(("- [x] one\n- [x] two", "Done"), (Stand.Jira.Text, Stand.Jira.Status));
    }

    [Fact]
    public async Task Numbers_that_did_not_arrive_come_again()
    {
        await TickAsync(item);
        Stand.Jira.Fault = request => Task.FromResult(IsWrite(request, ChecklistProperty.Key) ? Internet.Json("{}", HttpStatusCode.BadGateway) : null);
        await Here.WriteAsync();
        Assert.True((await ReadAsync()).IsWritten);

        // Back to where the numbers were, so that nothing but memory tells that they are wrong.
        Stand.Jira.Fault = Nothing;
        await TickAsync(item, isDone: false);
        Stand.Jira[ChecklistProperty.Key] = """{"version":1,"total":99}""";
        await RecoverAsync();

        Assert.StartsWith("""{"version":1,"total":2,"done":0""", Stand.Jira.Numbers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_wait_for_an_hour_it_waits_for_an_hour()
    {
        await TickAsync(item);
        Stand.Jira.Fault = _ => Task.FromResult<HttpResponseMessage?>(new(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "3600" } } });
        await Here.WriteAsync();
        var calls = Stand.Internet.Calls.Count;
        for (var minute = 0; minute < 59; minute++)
        {
            Stand.Clock.Advance(TimeSpan.FromMinutes(1));
            await TickAsync(item, isDone: minute % 2 == 0);
            await Here.WriteAsync();
        }

        Assert.Equal(calls, Stand.Internet.Calls.Count);
        Assert.Equal(NoteOutcome.RateLimited, (await Here.Store.FindAsync(Stand.Acme, Issue, Cancel))!.Outcome);

        Stand.Jira.Fault = Nothing;
        Stand.Clock.Advance(TimeSpan.FromMinutes(2));
        await Here.WriteAsync();
        Assert.Equal((Ticked, "1/2"), (Stand.Jira.Text, Stand.Jira.Status));
        Assert.Equal(NoteOutcome.Ok, (await ReadAsync()).Outcome);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, 3_600, 30, 120)]
    [InlineData(HttpStatusCode.Forbidden, 3_600, 3, 20)]
    public async Task While_jira_is_away_it_is_asked_less_and_less(HttpStatusCode status, int seconds, int least, int most)
    {
        await TickAsync(item);
        var before = Stand.Internet.Calls.Count;
        Stand.Jira.Fault = _ => Task.FromResult<HttpResponseMessage?>(Internet.Json("{}", status));
        for (var second = 0; second < seconds; second += 10)
        {
            Stand.Clock.Advance(TimeSpan.FromSeconds(10));
            await Here.WriteAsync();
        }

        Assert.InRange(Stand.Internet.Calls.Count - before, least, most);
        Stand.Jira.Fault = Nothing;
        await RecoverAsync();
        Assert.Equal(Ticked, Stand.Jira.Text);
    }

    [Fact]
    public async Task An_issue_that_stays_away_for_a_day_is_forgotten()
    {
        await TickAsync(item);
        Stand.Jira.HasIssue = false;
        var tries = 0;
        for (var hours = 0; hours < 100 && await Stand.RowAsync() is not null; hours += 2)
        {
            Stand.Clock.Advance(TimeSpan.FromHours(2));
            tries += await Here.WriteAsync();
        }

        Assert.Null(await Stand.RowAsync());
        Assert.InRange(tries, 20, 40);
    }

    [Fact]
    public async Task A_site_that_has_uninstalled_the_app_is_told_when_it_is_back()
    {
        await TickAsync(item);
        await Stand.ChangeAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.UninstalledAt, DateTime.UtcNow), Cancel));
        Assert.Equal(0, await Here.WriteAsync());

        await Stand.ChangeAsync(db => db.Tenants.ExecuteUpdateAsync(set => set.SetProperty(t => t.UninstalledAt, (DateTime?)null), Cancel));
        await Here.WriteAsync();
        Assert.Equal(Ticked, Stand.Jira.Text);
    }

    [Fact]
    public async Task Old_notes_are_forgotten_but_none_that_jira_does_not_know()
    {
        await TickAsync(item);
        await Stand.ChangeAsync(db => NoteSweep.SweepAsync(db, DateTime.UtcNow.AddDays(91), Cancel));
        Assert.NotNull(await Stand.RowAsync());

        await Here.WriteAsync();
        await Stand.ChangeAsync(db => NoteSweep.SweepAsync(db, DateTime.UtcNow.AddDays(89), Cancel));
        Assert.NotNull(await Stand.RowAsync());
        await Stand.ChangeAsync(db => NoteSweep.SweepAsync(db, DateTime.UtcNow.AddDays(91), Cancel));
        Assert.Null(await Stand.RowAsync());
        Assert.Equal((Ticked, true), ((await ReadAsync()).Checklist.Text.Text, (await ReadAsync()).IsWritten));
    }

    private static Task<HttpResponseMessage?> Nothing(HttpRequestMessage request) => Task.FromResult<HttpResponseMessage?>(null);

    private async Task<DateTime?> DueAsync() => (await Stand.RowAsync())!.DueAt;

    /// <summary>Jira does this one thing, and nobody lives to hear of it: the row is what it was while Jira was being told.</summary>
    private async Task DieAfterAsync(string key)
    {
        Note? row = null;
        Stand.Jira.Fault = async request =>
        {
            row = request.Method == HttpMethod.Get ? row : await Stand.RowAsync();
            return request.Method == HttpMethod.Get || IsWrite(request, key) ? null : Internet.Json("{}", HttpStatusCode.BadGateway);
        };
        await Here.WriteAsync();
        Stand.Jira.Fault = Nothing;
        await Stand.ChangeAsync(async db =>
        {
            db.Entry(row!).State = EntityState.Modified;
            db.Entry(row!).Property(n => n.Revision).OriginalValue = row!.Revision;
            Assert.Equal(1, await db.SaveChangesAsync(Cancel));
        });
    }

    private async Task RecoverAsync()
    {
        Stand.Clock.Advance(TimeSpan.FromMinutes(20));
        await Stand.Start().WriteAsync();
    }
}

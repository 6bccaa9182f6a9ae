using System.Net;
using System.Text.Json;
using Markdwell.Services;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Notes.JiraNote;

namespace Markdwell.Tests.Notes;

/// <summary>What is read, changed and acknowledged, whatever Jira says meanwhile.</summary>
public sealed class NoteStoreTests : NoteTest
{
    [Fact]
    public async Task An_issue_that_nobody_wrote_to_has_an_empty_note_and_leaves_no_row()
    {
        var state = await ReadAsync();

        Assert.Equal((NoteOutcome.Ok, 0L, true, ""), (state.Outcome, state.Revision, state.IsWritten, state.Checklist.Text.Text));
        Assert.Null(await Stand.RowAsync());
    }

    [Fact]
    public async Task A_note_that_was_there_before_is_taken_over_with_its_revision()
    {
        Stand.Jira.HasText(Two, revision: 7);

        var state = await ReadAsync();

        Assert.Equal((NoteOutcome.Ok, 7L, true, Two), (state.Outcome, state.Revision, state.IsWritten, state.Checklist.Text.Text));
        Assert.Equal(7, (await ReadAsync()).Revision);
    }

    [Fact]
    public async Task Many_first_readers_agree_on_the_names_of_lines()
    {
        Stand.Jira.HasText(Two);
        var other = Stand.Start();

        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Here : other).Store.ReadAsync(Stand.Acme, Issue, Cancel)));

        Assert.Single(states.Select(state => string.Join(' ', state.Checklist.Text.LineIds)).Distinct(StringComparer.Ordinal));
        Assert.All(states, state => Assert.Equal(1, state.Revision));
    }

    [Fact]
    public async Task A_tick_is_acknowledged_before_jira_hears_of_it()
    {
        Stand.Jira.HasText(Two);
        var before = await ReadAsync();
        var calls = Stand.Internet.Calls.Count;

        var answer = await TickAsync(before.Checklist.Items[0].Id);

        Assert.Equal(OperationOutcome.Ok, Assert.Single(answer.Results).Outcome);
        Assert.Equal((2L, false, "- [x] one\n- [ ] two"), (answer.State.Revision, answer.State.IsWritten, answer.State.Checklist.Text.Text));
        Assert.Equal(calls, Stand.Internet.Calls.Count);
        Assert.Equal(Two, Stand.Jira.Text);
    }

    [Fact]
    public async Task What_was_acknowledged_shows_while_jira_still_holds_what_was()
    {
        Stand.Jira.HasText(Two);
        await TickAsync((await ReadAsync()).Checklist.Items[0].Id);

        var state = await ReadAsync();

        Assert.Equal((2L, false, "- [x] one\n- [ ] two"), (state.Revision, state.IsWritten, state.Checklist.Text.Text));
    }

    [Fact]
    public async Task The_first_change_of_an_issue_without_a_note_makes_one()
    {
        var answer = await ChangeAsync(new Rewrite(Guid.NewGuid(), "", Two));
        await Here.WriteAsync();

        Assert.Equal(1, answer.State.Revision);
        Assert.Equal(Two, Stand.Jira.Text);
    }

    [Fact]
    public async Task An_operation_that_is_sent_again_is_not_done_again()
    {
        Stand.Jira.HasText(Two);
        var item = (await ReadAsync()).Checklist.Items[0].Id;
        var tick = new Tick(Guid.NewGuid(), item, IsDone: true);
        await ChangeAsync(tick);
        await ChangeAsync(new Tick(Guid.NewGuid(), item, IsDone: false));

        var answer = await Stand.Start().Store.ChangeAsync(Stand.Acme, Issue, [tick], Cancel);

        Assert.Equal(OperationOutcome.Ok, Assert.Single(answer.Results).Outcome);
        Assert.Equal((3L, Two), (answer.State.Revision, answer.State.Checklist.Text.Text));
    }

    [Fact]
    public async Task A_tick_of_what_is_ticked_already_is_no_change_and_yet_not_done_again_later()
    {
        Stand.Jira.HasText("- [x] one");
        var item = (await ReadAsync()).Checklist.Items[0].Id;
        var tick = new Tick(Guid.NewGuid(), item, IsDone: true);
        Assert.Equal(1, (await ChangeAsync(tick)).State.Revision);
        await ChangeAsync(new Tick(Guid.NewGuid(), item, IsDone: false));

        Assert.Equal("- [ ] one", (await ChangeAsync(tick)).State.Checklist.Text.Text);
    }

    [Fact]
    public async Task What_an_automation_wrote_shows_and_lines_that_stayed_keep_their_names()
    {
        Stand.Jira.HasText(Two);
        var before = await ReadAsync();
        Stand.Jira.HasText("- [ ] zero\n- [ ] one\n- [ ] two");

        var state = await ReadAsync();

        Assert.Equal((2L, true), (state.Revision, state.IsWritten));
        Assert.Equal(before.Checklist.Items.Select(item => item.Id), state.Checklist.Items.Skip(1).Select(item => item.Id));
        await Here.WriteAsync();
        Assert.Equal("0/3", Stand.Jira.Status);
        Assert.DoesNotContain(Stand.Jira.Writes, write => write.Key == NoteProperty.Key);
    }

    [Fact]
    public async Task What_an_automation_wrote_is_merged_with_what_waits()
    {
        Stand.Jira.HasText(Two);
        await TickAsync((await ReadAsync()).Checklist.Items[0].Id);
        Stand.Jira.HasText("- [ ] one\n- [x] two");

        var state = await ReadAsync();

        Assert.Equal((false, "- [x] one\n- [x] two"), (state.IsWritten, state.Checklist.Text.Text));
    }

    [Fact]
    public async Task A_property_that_is_gone_empties_the_note()
    {
        Stand.Jira.HasText(Two);
        await ReadAsync();
        Stand.Jira.Note = null;

        Assert.Equal("", (await ReadAsync()).Checklist.Text.Text);
    }

    [Fact]
    public async Task A_property_that_is_gone_is_written_anew_with_what_waits()
    {
        Stand.Jira.HasText(Two);
        await TickAsync((await ReadAsync()).Checklist.Items[0].Id);
        Stand.Jira.Note = null;

        Assert.Equal("- [x] one\n- [ ] two", (await ReadAsync()).Checklist.Text.Text);
        await Here.WriteAsync();
        Assert.Equal("- [x] one\n- [ ] two", Stand.Jira.Text);
    }

    [Fact]
    public async Task An_issue_that_the_app_cannot_see_for_a_while_keeps_its_note()
    {
        Stand.Jira.HasText(Two);
        var before = await ReadAsync();
        Stand.Jira.HasIssue = false;
        Assert.Equal(NoteOutcome.NoIssue, (await ReadAsync()).Outcome);

        Stand.Jira.HasIssue = true;
        var state = await ReadAsync();
        Assert.Equal((NoteOutcome.Ok, 1L), (state.Outcome, state.Revision));
        Assert.Equal(before.Checklist.Text.LineIds, state.Checklist.Text.LineIds);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, NoteOutcome.Refused)]
    [InlineData(HttpStatusCode.TooManyRequests, NoteOutcome.RateLimited)]
    [InlineData(HttpStatusCode.BadGateway, NoteOutcome.Unavailable)]
    public async Task While_jira_does_not_answer_the_note_is_shown_as_it_was_acknowledged(HttpStatusCode status, NoteOutcome expected)
    {
        Stand.Jira.HasText(Two);
        var item = (await ReadAsync()).Checklist.Items[0].Id;
        Stand.Jira.Fault = _ => Task.FromResult<HttpResponseMessage?>(Internet.Json("{}", status));

        Assert.Equal("- [x] one\n- [ ] two", (await TickAsync(item)).State.Checklist.Text.Text);
        var state = await ReadAsync();
        Assert.Equal((expected, "- [x] one\n- [ ] two"), (state.Outcome, state.Checklist.Text.Text));
    }

    [Fact]
    public async Task A_note_that_was_never_read_cannot_be_changed_while_jira_is_away()
    {
        Stand.Jira.Fault = _ => Task.FromResult<HttpResponseMessage?>(Internet.Json("{}", HttpStatusCode.BadGateway));

        var answer = await ChangeAsync(new Rewrite(Guid.NewGuid(), "", "mine"));

        Assert.Equal(NoteOutcome.Unavailable, answer.State.Outcome);
        Assert.Empty(answer.Results);
        Assert.Null(await Stand.RowAsync());
    }

    [Fact]
    public async Task A_text_that_was_read_while_the_writer_wrote_undoes_nothing()
    {
        Stand.Jira.HasText(Two);
        var item = (await ReadAsync()).Checklist.Items[0].Id;
        var old = Stand.Jira.Note!;
        var isFirst = true;
        Stand.Jira.Fault = async request =>
        {
            if (request.Method != HttpMethod.Get || !isFirst)
            {
                return null;
            }

            // The tick, and Jira hearing of it, between Jira's reading and our hearing of that.
            isFirst = false;
            await TickAsync(item);
            await Here.WriteAsync();
            return Internet.Json($$"""{"key":"markdwell.note","value":{{old}}}""");
        };

        Assert.Equal("- [x] one\n- [ ] two", (await ReadAsync()).Checklist.Text.Text);
        Assert.Equal("- [x] one\n- [ ] two", (await ReadAsync()).Checklist.Text.Text);
    }

    [Fact]
    public async Task While_one_sites_costly_notes_are_worked_on_another_sites_tick_does_not_wait()
    {
        Stand.Jira.HasText(Two);
        Stand.GlobexJira.HasText(Two);
        var item = await FirstItemAsync();
        var theirs = (await Here.Store.ReadAsync(Stand.Globex, Issue, Cancel)).Checklist.Items[0].Id;
        using var begun = new SemaphoreSlim(0);
        using var end = new ManualResetEventSlim();
        var costly = Enumerable.Range(0, RenderGate.Places / 2).Select(_ => Task.Run(() => Here.Gate.RenderAsync(
            Stand.Acme.Id,
            () =>
            {
                begun.Release();
                end.Wait(Cancel);
                return "done";
            },
            Cancel))).ToList();
        foreach (var _ in costly)
        {
            await begun.WaitAsync(Cancel);
        }

        var waiting = TickAsync(item);

        var answer = await Here.Store.ChangeAsync(Stand.Globex, Issue, [new Tick(Guid.NewGuid(), theirs, IsDone: true)], Cancel);

        Assert.Equal(OperationOutcome.Ok, Assert.Single(answer.Results).Outcome);
        Assert.False(waiting.IsCompleted);
        end.Set();
        await Task.WhenAll(costly);
        Assert.Equal(OperationOutcome.Ok, Assert.Single((await waiting).Results).Outcome);
    }

    [Fact]
    public async Task Globex_finds_nothing_of_acmes_issue_of_the_same_number()
    {
        Stand.Jira.HasText("secret");
        await ReadAsync();

        Assert.Null(await Here.Store.FindAsync(Stand.Globex, Issue, Cancel));
        Assert.Equal("", (await Here.Store.ReadAsync(Stand.Globex, Issue, Cancel)).Checklist.Text.Text);
        await Here.Store.ChangeAsync(Stand.Globex, Issue, [new Rewrite(Guid.NewGuid(), "", "mine")], Cancel);
        await Here.WriteAsync();

        Assert.Equal("secret", (await ReadAsync()).Checklist.Text.Text);
        Assert.Equal(("secret", "mine"), (Stand.Jira.Text, Stand.GlobexJira.Text));
    }

    [Fact]
    public async Task A_revision_that_somebody_wrote_by_hand_does_not_end_the_counting()
    {
        Stand.Jira.HasText(Two, revision: long.MaxValue);
        var before = await ReadAsync();

        var answer = await TickAsync(before.Checklist.Items[0].Id);

        Assert.Equal(before.Revision + 1, answer.State.Revision);
        Assert.True(answer.State.Revision < 1L << 53, "A browser cannot count on from there.");
    }
}

using System.Net;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Notes.JiraNote;

namespace Markdwell.Tests.Notes;

/// <summary>Whoever may edit an issue can write anything into its property: nothing is lost by it, nor by the repair.</summary>
public sealed class BrokenNoteTests : NoteTest
{
    public static TheoryData<string> Broken() =>
    [
        "\"text\"",
        "{}",
        """{"version":2,"revision":1,"text":"x"}""",
        """{"version":1,"revision":"1","text":"x"}""",
        """{"version":1.5,"revision":1,"text":"x"}""",
        """{"version":1,"revision":1e99,"text":"x"}""",
        """{"version":1,"revision":99999999999999999999,"text":"x"}""",
        """{"version":1,"revision":1,"text":null}""",
        """{"version":1,"revision":1,"text":"\ud800"}""",
        """{"version":1,"revision":1,"\ud800":"x"}""",
        "[1]",
        "true",
        $"{new string('[', 1000)}{new string(']', 1000)}",
        $"{new string('[', 16_000)}{new string(']', 16_000)}",
        $$"""{"text":"x","deep":{{new string('[', 16_000)}}{{new string(']', 16_000)}}}""",
    ];

    [Theory, MemberData(nameof(Broken))]
    public async Task It_is_shown_as_such_and_left_alone(string value)
    {
        Stand.Jira.Note = value;

        Assert.Equal(NoteOutcome.Broken, (await ReadAsync()).Outcome);
        var answer = await ChangeAsync(new Rewrite(Guid.NewGuid(), "", "mine"));
        await Here.WriteAsync();

        Assert.Equal(NoteOutcome.Broken, answer.State.Outcome);
        Assert.Empty(answer.Results);
        Assert.Empty(Stand.Jira.Writes);
        Assert.Null(await Stand.RowAsync());
    }

    [Theory, MemberData(nameof(Broken))]
    public async Task The_repair_keeps_every_character_of_it_under_another_name(string value)
    {
        Stand.Jira.Note = value;

        var state = await Here.Store.RepairAsync(Stand.Acme, Issue, Cancel);

        Assert.Equal(NoteOutcome.Ok, state.Outcome);
        var aside = Assert.Single(Stand.Jira.Keys, key => key.StartsWith("markdwell.note.aside-", StringComparison.Ordinal));
        Assert.Equal(value, Stand.Jira[aside]);
        Assert.Equal(value.Contains("\"text\":\"x\"", StringComparison.Ordinal) ? "x" : "", Stand.Jira.Text);
        Assert.Equal(OperationOutcome.Ok, Assert.Single((await ChangeAsync(new Rewrite(Guid.NewGuid(), state.Checklist.Text.Text, "mine"))).Results).Outcome);
    }

    [Fact]
    public async Task The_repair_writes_what_was_acknowledged_last()
    {
        Stand.Jira.HasText(Two);
        await TickAsync(await FirstItemAsync());
        Stand.Jira.Note = "{}";
        await Here.WriteAsync();
        Assert.Equal("{}", Stand.Jira.Note);
        Assert.Equal((NoteOutcome.Broken, "- [x] one\n- [ ] two"), await ShownAsync());
        Assert.Empty((await TickAsync(1)).Results);

        await Here.Store.RepairAsync(Stand.Acme, Issue, Cancel);
        Wait();
        await Here.WriteAsync();

        Assert.Equal((NoteOutcome.Ok, "- [x] one\n- [ ] two"), await ShownAsync());
        Assert.Equal(("- [x] one\n- [ ] two", "1/2"), (Stand.Jira.Text, Stand.Jira.Status));
        Assert.True((await ReadAsync()).IsWritten);
    }

    [Fact]
    public async Task A_repair_that_cannot_put_aside_does_not_write()
    {
        Stand.Jira.Note = "{}";
        Stand.Jira.Fault = request => Task.FromResult(request.Method == HttpMethod.Put ? Internet.Json("{}", HttpStatusCode.BadGateway) : null);

        Assert.Equal(NoteOutcome.Unavailable, (await Here.Store.RepairAsync(Stand.Acme, Issue, Cancel)).Outcome);

        Assert.Equal("{}", Stand.Jira.Note);
    }

    [Fact]
    public async Task What_somebody_repaired_by_hand_can_be_changed_again()
    {
        Stand.Jira.HasText(Two);
        var item = await FirstItemAsync();
        Stand.Jira.Note = "{}";
        Assert.Equal(NoteOutcome.Broken, (await ReadAsync()).Outcome);
        Assert.Equal(NoteOutcome.Broken, (await TickAsync(item)).State.Outcome);

        Stand.Jira.HasText(Two);
        Assert.Equal(NoteOutcome.Ok, (await ReadAsync()).Outcome);
        Assert.Single((await TickAsync(item)).Results);
    }

    [Fact]
    public async Task What_somebody_wrote_behind_a_nul_is_not_cut_off()
    {
        Stand.Jira.HasText("- [ ] one\0\n- [ ] two");

        var item = await FirstItemAsync();
        Assert.Equal("- [ ] one\0\n- [ ] two", (await ReadAsync()).Checklist.Text.Text);
        await TickAsync(item);
        Wait();
        await Here.WriteAsync();

        Assert.Equal("- [x] one\0\n- [ ] two", Stand.Jira.Text);
    }

    [Fact]
    public async Task A_note_that_is_whole_is_not_repaired()
    {
        Stand.Jira.HasText(Two);

        Assert.Equal(Two, (await Here.Store.RepairAsync(Stand.Acme, Issue, Cancel)).Checklist.Text.Text);

        Assert.Empty(Stand.Jira.Writes);
    }

    private async Task<(NoteOutcome, string)> ShownAsync()
    {
        var state = await ReadAsync();
        return (state.Outcome, state.Checklist.Text.Text);
    }
}

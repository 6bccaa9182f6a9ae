using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Issues;

/// <summary>What the panel's script may send, and what it hears.</summary>
public sealed class ChangeTests : IssueTest
{
    private const string Id = "\"id\":\"9d4f6b1e-0000-4000-8000-000000000001\"";

    [Fact]
    public async Task A_tick_is_answered_with_the_note_as_it_is_then_and_reaches_jira()
    {
        Acme[Issue, Key] = Note("- [ ] one\n- [ ] two\n");
        var before = await StateOfPanelAsync();

        var answer = await ChangeAsync(Tick(before), Tick(before, 1), Tick(before, isDone: false));

        Assert.Equal(["ok", "ok", "ok"], answer["results"]!.AsArray().Select(result => (string?)result!["outcome"]));
        Assert.Equal("- [ ] one\n- [x] two\n", (string?)answer["state"]!["text"]);
        Assert.True((long)answer["state"]!["revision"]! > 3);
        Assert.Contains("checked", (string?)answer["state"]!["html"], StringComparison.Ordinal);
        await App.UntilAsync(_ => Task.FromResult(Acme[Issue, Key]!.Contains("- [x] two", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_kind_of_operation_is_understood()
    {
        Acme[Issue, Key] = Note("## Before\n\n- [ ] one\n- [ ] two\n- [ ] three\n");
        var state = await StateOfPanelAsync();
        var ids = state["items"]!.AsArray().Select(item => (int)item!["id"]!).ToList();
        var heading = (int)state["headings"]![0]!["id"]!;

        var answer = await ChangeAsync(
            new { type = "tick", id = Guid.NewGuid(), item = ids[0], isDone = true },
            new { type = "add", id = Guid.NewGuid(), after = (int?)null, heading, text = "four" },
            new { type = "edit", id = Guid.NewGuid(), item = ids[1], was = "two", label = "? second" },
            new { type = "move", id = Guid.NewGuid(), item = ids[2], before = ids[1], after = (int?)null },
            new { id = Guid.NewGuid(), item = ids[1], by = 1, type = "indent", unknown = new { deep = true } },
            new { type = "remove", id = Guid.NewGuid(), item = ids[0], was = "one" });
        Assert.Equal("## Before\n\n- [ ] three\n  - [ ] ? second\n- [ ] four\n", (string?)answer["state"]!["text"]);
        Assert.All(answer["results"]!.AsArray(), result => Assert.Equal("ok", (string?)result!["outcome"]));

        var rewritten = await ChangeAsync(new { type = "rewrite", id = Guid.NewGuid(), was = (string?)answer["state"]!["text"], text = "Привет 漢字 😀\n" });
        Assert.Equal("Привет 漢字 😀\n", (string?)rewritten["state"]!["text"]);
    }

    [Fact]
    public async Task What_an_operation_met_is_said_beside_its_name()
    {
        Acme[Issue, Key] = Note("- [ ] one\n");
        var state = await StateOfPanelAsync();
        var id = Guid.NewGuid();

        var answer = await ChangeAsync(new { type = "tick", id, item = 4711, isDone = true }, new { type = "edit", id = Guid.NewGuid(), item = (int)state["items"]![0]!["id"]!, was = "uno", label = "eins" });

        Assert.Equal((id.ToString(), "gone"), ((string?)answer["results"]![0]!["id"], (string?)answer["results"]![0]!["outcome"]));
        Assert.Equal(("replaced", "one"), ((string?)answer["results"]![1]!["outcome"], (string?)answer["results"]![1]!["theirs"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"operations\":null}")]
    [InlineData("{\"operations\":[]}")]
    [InlineData("{\"operations\":[null]}")]
    [InlineData("{\"operations\":[[]]}")]
    [InlineData("{\"operations\":[{}]}")]
    [InlineData("{\"operations\":{\"type\":\"tick\"}}")]
    [InlineData("{\"operations\":[{" + Id + ",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"frobnicate\"," + Id + "}]}")]
    [InlineData("{\"operations\":[{\"type\":\"Tick\"," + Id + ",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":7," + Id + ",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":null," + Id + ",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\",\"type\":\"add\"," + Id + ",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\",\"id\":\"no guid\",\"item\":1,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":\"1\",\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":null,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":1.5,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":99999999999,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":1,\"isDone\":\"yes\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":1}]}")]
    [InlineData("{\"operations\":[{\"type\":\"tick\"," + Id + ",\"item\":1,\"item\":2,\"isDone\":true}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"after\":null,\"heading\":null,\"text\":null}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"after\":null,\"heading\":null,\"text\":[\"x\"]}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"after\":null,\"heading\":null,\"text\":\"\\ud800\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"after\":null,\"heading\":null,\"text\":\"\\udc00\\ud800\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"after\":null,\"heading\":null,\"text\":\"\\u0000\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"add\"," + Id + ",\"\\ud800\":null,\"after\":null,\"heading\":null,\"text\":\"x\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"edit\"," + Id + ",\"item\":1,\"was\":\"a\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"move\"," + Id + ",\"item\":1,\"before\":null,\"after\":null}]}")]
    [InlineData("{\"operations\":[{\"type\":\"move\"," + Id + ",\"item\":1,\"before\":2,\"after\":3}]}")]
    [InlineData("{\"operations\":[{\"type\":\"indent\"," + Id + ",\"item\":1,\"by\":2}]}")]
    [InlineData("{\"operations\":[{\"type\":\"indent\"," + Id + ",\"item\":1,\"by\":0}]}")]
    [InlineData("{\"operations\":[{\"type\":\"remove\"," + Id + ",\"item\":1,\"was\":null}]}")]
    [InlineData("{\"operations\":[{\"type\":\"rewrite\"," + Id + ",\"text\":\"x\"}]}")]
    [InlineData("{\"operations\":[{\"type\":\"rewrite\"," + Id + ",\"was\":\"\",\"text\":\"x\"}")]
    [InlineData("{\"operations\":[{\"type\":\"rewrite\"," + Id + ",\"was\":\"\",\"text\":\"x\"}]} {}")]
    public async Task A_body_that_is_no_change_changes_nothing(string body)
    {
        Acme[Issue, Key] = Note("- [ ] one\n");

        var (status, text) = await CallAsync("change", body);

        Assert.Equal((400, "This change could not be read. Nothing was changed."), (status, (string?)JsonNode.Parse(text)!["message"]));
        Assert.Equal(Note("- [ ] one\n"), Acme[Issue, Key]);
    }

    [Fact]
    public async Task A_good_operation_beside_a_bad_one_is_not_done_either()
    {
        Acme[Issue, Key] = Note("- [ ] one\n");
        var state = await StateOfPanelAsync();

        var (status, _) = await CallAsync("change", JsonSerializer.Serialize(new { operations = new[] { Tick(state), new { type = "tick" } } }));

        Assert.Equal(400, status);
        Assert.Equal("- [ ] one\n", (string?)(await StateOfPanelAsync())["text"]);
    }

    [Fact]
    public async Task Deep_and_broken_bytes_are_no_fault_of_the_server()
    {
        foreach (var body in (string[])[new string('[', 100_000), "{\"operations\":[" + string.Concat(Enumerable.Repeat("{\"a\":", 5_000)), "\u0000", "\ufeff{}"])
        {
            Assert.Equal(400, (await CallAsync("change", body)).Status);
        }
    }

    [Fact]
    public async Task A_hundred_operations_are_taken_at_once_and_no_more()
    {
        Acme[Issue, Key] = Note("- [ ] one\n");
        var state = await StateOfPanelAsync();
        object[] Ticks(int count) => [.. Enumerable.Range(0, count).Select(_ => Tick(state))];

        Assert.Equal(100, (await ChangeAsync(Ticks(100)))["results"]!.AsArray().Count);
        var (status, text) = await CallAsync("change", JsonSerializer.Serialize(new { operations = Ticks(101) }));

        Assert.Equal(400, status);
        Assert.Contains("more than 100 changes", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_full_notes_in_any_script_fit_into_a_change_and_more_is_refused_with_a_sentence()
    {
        var full = new string('漢', 32_000);
        Acme[Issue, Key] = Note(full);
        await PanelAsync();

        var answer = await ChangeAsync(new { type = "rewrite", id = Guid.NewGuid(), was = full, text = full.Replace("漢漢", "漢字", StringComparison.Ordinal) });
        Assert.Equal("ok", (string?)answer["results"]![0]!["outcome"]);

        foreach (var size in (int[])[256 * 1024, 1_000_000])
        {
            var (status, text) = await CallAsync("change", new string(' ', size) + "{}");
            Assert.Equal((413, "This is more than a note can hold. Nothing was changed."), (status, (string?)JsonNode.Parse(text)!["message"]));
        }
    }

    [Fact]
    public async Task A_broken_note_is_not_changed_until_it_is_repaired()
    {
        Acme[Issue, Key] = Note("- [ ] one\n");
        var tick = Tick(await StateOfPanelAsync());
        await CalmAsync();
        Acme[Issue, Key] = """{"version":9,"secret":"by hand"}""";
        await PanelAsync();

        var (status, text) = await CallAsync("change", JsonSerializer.Serialize(new { operations = new[] { tick } }));
        Assert.Equal(409, status);
        Assert.Contains("changed by hand", (string?)JsonNode.Parse(text)!["message"], StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(text)!["state"]!["isBroken"]!);
        Assert.Equal("""{"version":9,"secret":"by hand"}""", Acme[Issue, Key]);

        var (repaired, state) = await CallAsync("repair", "{}");
        Assert.Equal(200, repaired);
        Assert.Equal((false, "- [ ] one\n"), ((bool)JsonNode.Parse(state)!["isBroken"]!, (string?)JsonNode.Parse(state)!["text"]));
        Assert.Contains("by hand", Acme[Issue, Assert.Single(Acme.KeysOf(Issue), key => key.StartsWith("markdwell.note.aside-", StringComparison.Ordinal))], StringComparison.Ordinal);
        Assert.Equal("ok", (string?)(await ChangeAsync(tick))["results"]![0]!["outcome"]);
    }

    [Fact]
    public async Task Where_jira_is_away_before_a_note_was_ever_read_nothing_is_changed()
    {
        Acme.Fault = _ => Task.FromResult<HttpResponseMessage?>(new(System.Net.HttpStatusCode.Unauthorized));

        var (status, text) = await CallAsync("change", $$"""{"operations":[{"type":"rewrite",{{Id}},"was":"","text":"x"}]}""");

        Assert.Equal(503, status);
        Assert.Contains("Jira", (string?)JsonNode.Parse(text)!["message"], StringComparison.Ordinal);
    }
}

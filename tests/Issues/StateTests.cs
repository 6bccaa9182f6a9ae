using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Issues;

/// <summary>What the panel's script hears when it asks what is new.</summary>
public sealed class StateTests : IssueTest
{
    [Fact]
    public async Task Nothing_new_costs_no_answer_and_asks_jira_nothing()
    {
        Acme[Issue, Key] = Note("- [ ] one");
        await PanelAsync();

        // Nobody had counted the items that stood in Jira, so the app writes the numbers there, and looks at the note for that.
        await CalmAsync();
        var asked = App.Internet.Count("/properties/");

        Assert.Equal(204, (await CallAsync("state?revision=3&isWritten=true", body: null)).Status);
        Assert.Equal(204, (await CallAsync("state?revision=3&isWritten=true&hasTrouble=true", body: null, People.Carol)).Status);
        Assert.Equal(asked, App.Internet.Count("/properties/"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?revision=2&isWritten=true")]
    [InlineData("?revision=4&isWritten=true")]
    [InlineData("?revision=3&isWritten=false")]
    [InlineData("?revision=3&isWritten=true&hasTrouble=true")]
    public async Task Whoever_shows_something_else_is_told_what_there_is(string shown)
    {
        Acme[Issue, Key] = Note("- [ ] one");
        var panel = await StateOfPanelAsync();

        var (status, text) = await CallAsync("state" + shown, body: null);

        Assert.Equal(200, status);
        Assert.Equal(panel.ToJsonString(), JsonNode.Parse(text)!.ToJsonString());
    }

    [Fact]
    public async Task What_others_have_written_in_jira_comes_when_jira_is_asked()
    {
        Acme[Issue, Key] = Note("- [ ] one");
        await PanelAsync();
        await CalmAsync();
        Acme[Issue, Key] = Note("- [ ] one\n- [ ] by automation", 4);

        Assert.Equal(204, (await CallAsync("state?revision=3&isWritten=true", body: null)).Status);
        var (status, text) = await CallAsync("state?revision=3&isWritten=true&fresh=true", body: null);

        Assert.Equal(200, status);
        Assert.Contains("by automation", (string?)JsonNode.Parse(text)!["html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_nobody_has_looked_at_is_read()
    {
        Acme[Issue, Key] = Note("never seen");

        Assert.Contains("never seen", (await CallAsync("state", body: null)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_ever_wrote_jira_is_asked_by_those_who_come_back_and_not_all_the_time()
    {
        await PanelAsync();
        await PanelAsync(People.Carol);
        var asked = App.Internet.Count("/properties/");

        Assert.Equal(204, (await CallAsync("state?revision=0&isWritten=true", body: null)).Status);
        Assert.Equal(204, (await CallAsync("state?revision=0&isWritten=true&hasTrouble=true", body: null, People.Carol)).Status);
        Assert.Equal(asked, App.Internet.Count("/properties/"));

        Acme[Issue, Key] = Note("by automation", 1);
        Assert.Equal(200, (await CallAsync("state?revision=0&isWritten=true&fresh=true", body: null)).Status);
        Assert.Equal(200, (await CallAsync("state?revision=0&isWritten=true&hasTrouble=true", body: null, People.Carol)).Status);
    }

    [Theory]
    [InlineData("?revision=abc")]
    [InlineData("?revision=3&isWritten=maybe")]
    [InlineData("?fresh=x")]
    [InlineData("?revision=99999999999999999999")]
    public async Task A_question_that_is_none_is_refused(string query)
    {
        var (status, text) = await CallAsync("state" + query, body: null);

        Assert.Equal((400, "This question could not be read."), (status, (string?)JsonNode.Parse(text)!["message"]));
    }
}

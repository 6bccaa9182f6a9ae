using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Issues;

/// <summary>What the panel of an issue shows before its script runs, and what it brings the script.</summary>
public sealed class NotePageTests : IssueTest
{
    [Fact]
    public async Task The_note_shows_as_markdown_and_is_there_for_the_script()
    {
        Acme[Issue, Key] = Note("## Before we ship\n\n- [x] Backup taken\n- [ ] ? Cake\n");

        var panel = PanelIn(await PanelAsync());
        var state = StateIn(await PanelAsync());

        Assert.Equal(["Backup taken", "? Cake"], panel.QuerySelectorAll("article.markdown .task-list-item").Select(item => item.TextContent.Trim()));
        Assert.Equal(panel.QuerySelector("article")!.OuterHtml, new AngleSharp.Html.Parser.HtmlParser().ParseDocument((string)state["html"]!).QuerySelector("article")!.OuterHtml);
        Assert.Equal("""{"total":2,"done":1,"mandatory":1,"mandatoryDone":1,"open":1,"mandatoryOpen":0,"percent":50}""", state["progress"]!.ToJsonString());
        Assert.Equal(["Backup taken", "Cake"], state["items"]!.AsArray().Select(item => (string?)item!["label"]));
        Assert.Equal([true, false], state["items"]!.AsArray().Select(item => (bool)item!["isDone"]!));
        Assert.Equal([false, true], state["items"]!.AsArray().Select(item => (bool)item!["isOptional"]!));
        Assert.Equal("Before we ship", (string?)Assert.Single(state["headings"]!.AsArray())!["text"]);
        Assert.Equal((3, true, true, false, null), ((int)state["revision"]!, (bool)state["isWritten"]!, (bool)state["mayEdit"]!, (bool)state["isBroken"]!, (string?)state["trouble"]));
        Assert.Equal("/issues/note/change", panel.GetAttribute("data-change"));
    }

    [Fact]
    public async Task A_note_that_was_changed_in_jira_shows_on_the_next_view()
    {
        Acme[Issue, Key] = Note("old");
        Assert.Contains("<p>old</p>", await PanelAsync(), StringComparison.Ordinal);

        Acme[Issue, Key] = Note("new", 4);
        Assert.Contains("<p>new</p>", await PanelAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_issue_without_a_note_whoever_may_write_one_is_told_how()
    {
        Assert.Contains("- [ ] Tell the customers", PanelIn(await PanelAsync()).TextContent, StringComparison.Ordinal);
        var forReaders = PanelIn(await PanelAsync(People.Carol)).TextContent;

        Assert.Contains("no note yet", forReaders, StringComparison.Ordinal);
        Assert.DoesNotContain("- [ ]", forReaders, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await StateOfPanelAsync())["revision"]!);
    }

    [Fact]
    public async Task One_that_was_emptied_is_as_none()
    {
        Acme[Issue, Key] = Note("", 4);
        Assert.Contains("no note yet", PanelIn(await PanelAsync(People.Carol)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_see_the_issue_reads_and_is_told_why_no_more()
    {
        Acme[Issue, Key] = Note("- [ ] open");

        var page = await PanelAsync(People.Carol);

        Assert.Contains("takes the right to edit this issue", PanelIn(page).TextContent, StringComparison.Ordinal);
        Assert.False((bool)StateIn(page)["mayEdit"]!);
        Assert.Contains("takes the right to edit this issue", (string?)StateIn(page)["trouble"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"revision":1,"text":"x"}""")]
    [InlineData("""{"version":1,"revision":"1","text":"x"}""")]
    [InlineData("""{"version":1.5,"revision":1,"text":"x"}""")]
    [InlineData("""{"version":1,"revision":1,"text":null}""")]
    [InlineData("""{"version":1,"revision":1,"text":"\ud800"}""")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task A_property_that_is_no_note_is_left_alone_and_said_so(string value)
    {
        Acme[Issue, Key] = value;

        var page = await PanelAsync();

        Assert.Contains("changed by hand", PanelIn(page).TextContent, StringComparison.Ordinal);
        Assert.True((bool)StateIn(page)["isBroken"]!);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Method is "PUT" or "DELETE");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "reinstall the app")]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.BadRequest, "Markdwell")]
    public async Task Where_jira_gives_nothing_out_the_panel_says_so_and_invites_nobody(HttpStatusCode answer, string? said)
    {
        Acme.Fault = _ => Task.FromResult<HttpResponseMessage?>(new(answer));

        var panel = PanelIn(await PanelAsync()).TextContent;

        Assert.Contains(said ?? "no note yet", panel, StringComparison.Ordinal);
        Assert.Equal(said is null, panel.Contains("no note yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_issue_of_a_signed_address_cannot_be_exchanged()
    {
        var address = App.AcmeJira.Frame("/issues/note?issueId=10001", App.Now, People.Alice).Replace("issueId=10001", "issueId=10002", StringComparison.Ordinal);

        using var response = await App.Http.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("/issues/note")]
    [InlineData("/issues/note?issueId=abc")]
    [InlineData("/issues/note?issueId=-5")]
    [InlineData("/issues/note?issueId=1,0001")]
    [InlineData("/issues/note?issueId=+10001")]
    [InlineData("/issues/note?issueId=99999999999999999999")]
    [InlineData("/issues/note?issueId=10001&issueId=10002")]
    public async Task An_address_without_an_issue_is_refused(string target)
    {
        using var response = await App.OpenAsync(App.AcmeJira, target);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Ready_queries_stand_below_the_note_in_the_names_that_jira_knows()
    {
        var help = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await PanelAsync()).QuerySelector("details.jql-help")!;
        var queries = help.QuerySelectorAll("pre > code").Select(code => code.TextContent).ToList();

        Assert.Contains("markdwellOpen > 0", queries);
        var descriptor = Repository.Read("atlassian-connect.json");
        var names = queries.SelectMany(query => query.Split(' ')).Where(word => word.StartsWith("markdwell", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        Assert.All(names, name => Assert.Contains($"\"alias\": \"{name}\"", descriptor, StringComparison.Ordinal));
    }
}

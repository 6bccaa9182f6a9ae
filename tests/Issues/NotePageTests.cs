using System.Net;
using System.Text.Json;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Issues;

public sealed class NotePageTests : IAsyncLifetime
{
    private const string Panel = "/issues/note?issueId=10001";
    private const string Jira = "https://acme.atlassian.net";
    private const string Property = Jira + "/rest/api/3/issue/10001/properties/markdwell.note";

    private readonly MarkdwellApp app = new();

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        app.Internet.On("POST", $"{Jira}/rest/api/3/permissions/check", request =>
        {
            var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
            var asked = question.GetProperty("projectPermissions")[0];
            var allowed = question.GetProperty("accountId").GetString() == People.Carol
                && asked.GetProperty("permissions")[0].GetString() == "BROWSE_PROJECTS" && asked.GetProperty("issues")[0].GetInt64() == 10001;
            return Internet.Json($$"""{"globalPermissions":[],"projectPermissions":[{"permission":"BROWSE_PROJECTS","projects":[],"issues":[{{(allowed ? "10001" : "")}}]}]}""");
        });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_note_shows_as_markdown()
    {
        HasNote("""{"version":1,"revision":3,"text":"- [x] done\n- [ ] open"}""");

        Assert.Contains("task-list-item", await ShowsAsync(HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_note_shows_on_the_next_view()
    {
        HasNote("""{"version":1,"revision":3,"text":"old"}""");
        Assert.Contains("<p>old</p>", await ShowsAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        HasNote("""{"version":1,"revision":4,"text":"new"}""");
        Assert.Contains("<p>new</p>", await ShowsAsync(HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_without_a_note_says_so()
    {
        app.Internet.OnJson("GET", Property, "{}", HttpStatusCode.NotFound);

        Assert.Contains("no note yet", await ShowsAsync(HttpStatusCode.OK), StringComparison.Ordinal);
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
        HasNote(value);

        Assert.Contains("changed by hand", await ShowsAsync(HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Method is "PUT" or "DELETE");
    }

    [Fact]
    public async Task Somebody_who_may_not_browse_the_issue_sees_nothing_of_it()
    {
        HasNote("""{"version":1,"revision":3,"text":"secret"}""");

        Assert.DoesNotContain("secret", await ShowsAsync(HttpStatusCode.Forbidden, People.Bob), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.AbsoluteUri == Property);
    }

    [Fact]
    public async Task Somebody_who_is_not_logged_in_sees_what_jira_shows_to_everybody()
    {
        HasNote("""{"version":1,"revision":3,"text":"public"}""");
        app.Internet.OnJson("GET", $"{Jira}/rest/api/3/issue/10001", "{}", HttpStatusCode.NotFound);
        await ShowsAsync(HttpStatusCode.Forbidden, accountId: null);

        app.Clock.Advance(TimeSpan.FromSeconds(10));
        app.Internet.OnJson("GET", $"{Jira}/rest/api/3/issue/10001", """{"id":"10001","key":"ACME-1"}""");
        Assert.Contains("<p>public</p>", await ShowsAsync(HttpStatusCode.OK, accountId: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issue_of_a_signed_address_cannot_be_exchanged()
    {
        var address = app.AcmeJira.Frame(Panel, app.Now, People.Carol).Replace("issueId=10001", "issueId=10002", StringComparison.Ordinal);

        using var response = await app.Http.GetAsync(new Uri(address, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Globex_asks_its_own_jira_for_the_same_number()
    {
        HasNote("""{"version":1,"revision":3,"text":"secret"}""");
        await ShowsAsync(HttpStatusCode.OK);
        app.Internet.OnJson("POST", "https://globex.atlassian.net/rest/api/3/permissions/check", """{"projectPermissions":[{"permission":"BROWSE_PROJECTS","issues":[]}]}""");

        using var response = await app.OpenAsync(app.GlobexJira, Panel, People.Carol);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("/issues/note")]
    [InlineData("/issues/note?issueId=abc")]
    [InlineData("/issues/note?issueId=-5")]
    [InlineData("/issues/note?issueId=1,0001")]
    [InlineData("/issues/note?issueId=+10001")]
    [InlineData("/issues/note?issueId=99999999999999999999")]
    public async Task An_address_without_an_issue_is_refused(string target)
    {
        using var response = await app.OpenAsync(app.AcmeJira, target);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private void HasNote(string value) => app.Internet.OnJson("GET", Property, $$"""{"key":"markdwell.note","value":{{value}}}""");

    private async Task<string> ShowsAsync(HttpStatusCode expected, string? accountId = People.Carol)
    {
        using var response = await app.OpenAsync(app.AcmeJira, Panel, accountId);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}

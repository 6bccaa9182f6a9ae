using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdwell.Services.Atlassian;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Issues;

/// <summary>The app installed everywhere. Of Acme's two issues, Alice may edit both, Carol may see the first, and Bob neither; Globex has people and issues of the same names.</summary>
public abstract class IssueTest : IAsyncLifetime
{
    protected const string Issue = "10001";
    protected const string OtherIssue = "10002";
    protected const string Key = "markdwell.note";

    protected IssueTest()
    {
        Acme = new(App.Internet, App.AcmeJira.BaseUrl);
        Globex = new(App.Internet, App.GlobexJira.BaseUrl);
        foreach (var issue in (string[])[Issue, OtherIssue])
        {
            Acme.Permits(People.Alice, issue, "BROWSE_PROJECTS", "EDIT_ISSUES");
            Globex.Permits(People.Bob, issue, "BROWSE_PROJECTS", "EDIT_ISSUES");
        }

        Acme.Permits(People.Carol, Issue, "BROWSE_PROJECTS");
    }

    protected MarkdwellApp App { get; } = new();

    protected JiraSite Acme { get; }

    protected JiraSite Globex { get; }

    public async ValueTask InitializeAsync() => await App.InstallAllAsync();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string Note(string text, long revision = 3) => JsonSerializer.Serialize(new { version = 1, revision, text });

    protected static object Tick(JsonNode state, int item = 0, bool isDone = true) =>
        new { type = "tick", id = Guid.NewGuid(), item = (int)state["items"]![item]!["id"]!, isDone };

    protected async Task<string> PanelAsync(string? person = People.Alice, string issue = Issue, HttpStatusCode expected = HttpStatusCode.OK, Site? site = null)
    {
        using var response = await App.OpenAsync(site ?? App.AcmeJira, $"/issues/note?issueId={issue}", person);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Whoever changes Jira by hand while the app writes to it may be met later.</summary>
    protected Task CalmAsync() => App.UntilAsync(async db => !await db.Notes.AnyAsync(n => n.DueAt != null, Cancel));

    /// <summary>What the panel's script finds.</summary>
    protected async Task<JsonNode> StateOfPanelAsync(string? person = People.Alice, string issue = Issue) => StateIn(await PanelAsync(person, issue));

    protected static JsonNode StateIn(string page) => JsonNode.Parse(PanelIn(page).GetAttribute("data-state")!)!;

    protected static IElement PanelIn(string page) => Assert.Single(new HtmlParser().ParseDocument(page).QuerySelectorAll(".note"));

    /// <summary>As the panel's script asks, with the token that Jira made for it.</summary>
    /// <param name="issue">In the token.</param>
    protected async Task<(int Status, string Text)> CallAsync(string what, string? body, string? person = People.Alice, string? issue = Issue, Site? site = null)
    {
        var from = site ?? App.AcmeJira;
        var claims = TestToken.Claims(from.ClientKey, "context-qsh", App.Now, person);
        if (issue is not null)
        {
            claims["context"] = new JsonObject { ["jira"] = new JsonObject { ["issue"] = new JsonObject { ["id"] = issue } } };
        }

        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, $"/issues/note/{what}")
        {
            Headers = { Authorization = new("JWT", TestToken.Hs256(claims, from.Secret)) },
            Content = body is null ? null : new StringContent(body),
        };
        using var response = await App.Http.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Letters as themselves, as browsers send them.</summary>
    protected async Task<JsonNode> ChangeAsync(params object[] operations)
    {
        var (status, text) = await CallAsync("change", JsonSerializer.Serialize(new { operations }, ProductClients.Json));
        Assert.True(status == 200, text);
        return JsonNode.Parse(text)!;
    }
}

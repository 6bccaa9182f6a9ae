using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Services.Connect;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Issues;

/// <summary>Who sees a note, and who changes it.</summary>
public sealed class NoteRightsTests : IssueTest
{
    private const string Secret = "A very confidential text";

    private static readonly string AnyChange = JsonSerializer.Serialize(new { operations = new[] { new { type = "add", id = Guid.NewGuid(), after = (int?)null, heading = (int?)null, text = "Mine" } } });

    // What is asked, with which body, and whether it takes the right to edit.
    private static readonly (string What, string? Body, bool Changes)[] Calls =
    [
        ("state?revision=0&isWritten=false", null, false), ("state?fresh=true", null, false), ("preview", "# Hello", false), ("change", AnyChange, true), ("repair", "{}", true),
    ];

    [Fact]
    public void The_table_of_calls_is_complete()
    {
        _ = App.Http;
        var routes = App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("issues/", StringComparison.Ordinal)).ToList();

        Assert.Equal(
            Calls.Select(call => "issues/note/" + call.What.Split('?')[0]).Append("issues/note").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            routes.Select(route => route.RoutePattern.RawText!.TrimStart('/')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(routes, route => Assert.NotNull(route.Metadata.GetMetadata<ExpectsTokenAttribute>()));
    }

    [Theory]
    [InlineData(People.Alice, true, true)]
    [InlineData(People.Carol, true, false)]
    [InlineData(People.Bob, false, false)]
    [InlineData(null, false, false)]
    public async Task Who_may_edit_changes_who_may_see_reads_and_nobody_else_learns_a_word(string? person, bool sees, bool edits)
    {
        Acme[Issue, Key] = Note(Secret);

        var page = await PanelAsync(person, expected: sees ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        Assert.Equal(sees, page.Contains(Secret, StringComparison.Ordinal));
        foreach (var (what, body, changes) in Calls)
        {
            var (status, text) = await CallAsync(what, body, person);
            var may = changes ? edits : sees;
            Assert.True((may ? 200 : 403) == status, $"{what}: {status} {text}");
            Assert.Equal(may && what != "preview", text.Contains(Secret, StringComparison.Ordinal));
            Assert.True(may || IsSentence(text), text);
        }

        await App.UntilAsync(_ => Task.FromResult(!edits || Acme[Issue, Key]!.Contains("Mine", StringComparison.Ordinal)));
        Assert.Equal(edits, Acme[Issue, Key]!.Contains("Mine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_may_edit_but_not_see_is_told_nothing()
    {
        Acme[Issue, Key] = Note(Secret);
        Acme.Permits(People.Bob, Issue, "EDIT_ISSUES");

        foreach (var (what, body, _) in Calls)
        {
            Assert.Equal(403, (await CallAsync(what, body, People.Bob)).Status);
        }

        await PanelAsync(People.Bob, expected: HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Somebody_who_is_not_logged_in_reads_what_jira_shows_to_everybody_and_changes_nothing()
    {
        Acme[Issue, Key] = Note(Secret);
        Acme.IsPublic = true;

        Assert.Contains(Secret, await PanelAsync(person: null), StringComparison.Ordinal);
        Assert.Equal(403, (await CallAsync("change", AnyChange, person: null)).Status);
        Assert.Equal(403, (await CallAsync("repair", "{}", person: null)).Status);
    }

    [Fact]
    public async Task While_jira_does_not_say_who_may_what_nothing_is_shown_or_changed()
    {
        Acme[Issue, Key] = Note(Secret);
        Acme.AwayForRights = HttpStatusCode.BadRequest;

        Assert.DoesNotContain(Secret, await PanelAsync(expected: HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        foreach (var (what, body, _) in Calls)
        {
            var (status, text) = await CallAsync(what, body);
            Assert.Equal(503, status);
            Assert.True(IsSentence(text), text);
        }
    }

    [Fact]
    public async Task Whoever_loses_the_right_to_edit_is_read_only_after_a_minute()
    {
        Acme[Issue, Key] = Note("- [ ] open");
        var operation = Tick(await StateOfPanelAsync());
        Acme.Forbids(People.Alice, Issue, "EDIT_ISSUES");
        App.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(403, (await CallAsync("change", JsonSerializer.Serialize(new { operations = new[] { operation } }))).Status);
        var (status, state) = await CallAsync("state?revision=3&isWritten=true", body: null);
        Assert.Equal((200, false), (status, (bool)JsonNode.Parse(state)!["mayEdit"]!));
    }

    [Fact]
    public async Task The_issue_is_the_tokens_whatever_the_request_names()
    {
        Acme[Issue, Key] = Note("- [ ] mine");
        Acme[OtherIssue, Key] = Note(Secret);
        Acme.Permits(People.Carol, Issue, "EDIT_ISSUES");
        var body = JsonNode.Parse(AnyChange)!.AsObject();
        (body["issueId"], body["issue"]) = (OtherIssue, OtherIssue);
        body["operations"]![0]!["issueId"] = OtherIssue;

        foreach (var (what, given, _) in Calls)
        {
            var target = what + (what.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "issueId=10002&issue=10002&id=10002";
            var (status, text) = await CallAsync(target, given == AnyChange ? body.ToJsonString() : given, People.Carol);
            Assert.True(status == 200, text);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        }

        await App.UntilAsync(_ => Task.FromResult(Acme[Issue, Key]!.Contains("Mine", StringComparison.Ordinal)));
        Assert.Equal(Note(Secret), Acme[OtherIssue, Key]);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.AbsoluteUri.Contains(OtherIssue, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ACME-1")]
    [InlineData("10001/../10002")]
    [InlineData("-10001")]
    public async Task A_token_without_an_issue_opens_none(string? issue)
    {
        foreach (var (what, body, _) in Calls)
        {
            var (status, text) = await CallAsync(what, body, issue: issue);
            Assert.Equal(400, status);
            Assert.True(IsSentence(text), text);
        }

        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.AbsolutePath.Contains("/issue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Globex_asks_its_own_jira_for_the_same_number()
    {
        Acme[Issue, Key] = Note(Secret);
        await PanelAsync();

        Assert.DoesNotContain(Secret, await PanelAsync(People.Bob, site: App.GlobexJira), StringComparison.Ordinal);
        await PanelAsync(People.Alice, expected: HttpStatusCode.Forbidden, site: App.GlobexJira);
        foreach (var (what, body, _) in Calls)
        {
            Assert.Equal(403, (await CallAsync(what, body, People.Alice, site: App.GlobexJira)).Status);
            Assert.DoesNotContain(Secret, (await CallAsync(what, body, People.Bob, site: App.GlobexJira)).Text, StringComparison.Ordinal);
        }

        await App.UntilAsync(_ => Task.FromResult(Globex[Issue, Key] is not null));
        Assert.Equal(Note(Secret), Acme[Issue, Key]);
    }

    [Fact]
    public async Task A_token_of_confluence_opens_no_issue()
    {
        await PanelAsync(expected: HttpStatusCode.Forbidden, site: App.Acme);
        foreach (var (what, body, _) in Calls)
        {
            var (status, text) = await CallAsync(what, body, site: App.Acme);
            Assert.Equal(403, status);
            Assert.True(IsSentence(text), text);
        }

        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host.EndsWith("atlassian.net", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_token_of_a_frame_is_none_for_calls_and_the_other_way_round()
    {
        foreach (var (what, body, _) in Calls)
        {
            var target = $"/issues/note/{what}";
            var token = App.AcmeJira.Token(body is null ? "GET" : "POST", target, App.Now);
            using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, target) { Headers = { Authorization = new("JWT", token) }, Content = body is null ? null : new StringContent(body) };
            Assert.Equal(HttpStatusCode.Unauthorized, (await App.Http.SendAsync(request, Cancel)).StatusCode);
        }

        Assert.Equal(401, (await CallAsync("?issueId=10001", body: null)).Status);
    }

    private static bool IsSentence(string text) => JsonNode.Parse(text)!["message"] is JsonValue message && message.ToString().EndsWith('.');
}

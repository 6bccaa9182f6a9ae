using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>The pretend Jira answers as the real one does, so that what other stories see of it is worth something.</summary>
public sealed class The_sandbox_plays_Jira(Stand stand) : Story(stand)
{
    private const string Status = "acme/issues/ACME-2/properties/com.atlassian.jira.issue:markdwell:markdwell-note:status";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new(stand.Sandbox.Acme) };

    [Fact]
    public async Task An_issue_that_is_written_to_too_often_asks_to_wait_and_others_do_not()
    {
        var writes = 0;
        HttpResponseMessage answer;
        do
        {
            answer = await WriteAsync("ACME-1", $"{writes++}");
        }
        while (answer.IsSuccessStatusCode && writes <= 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("jira-per-issue-on-write", Assert.Single(answer.Headers.GetValues("RateLimit-Reason")));
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.InRange(writes, 21, 101);
        Assert.Equal(HttpStatusCode.Created, (await WriteAsync("ACME-2", "1")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/rest/api/3/issue/ACME-1/properties/tried?as=bob", Cancel)).StatusCode);
        Assert.Equal(1, (await Sandbox.GetAsync("write-limit")).GetProperty("refusals").GetInt32());
    }

    [Fact]
    public async Task The_limit_can_be_switched_off()
    {
        await Sandbox.DeleteAsync("write-limit");

        for (var i = 0; i < 101; i++)
        {
            Assert.True((await WriteAsync("ACME-1", $"{i}")).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task An_issue_that_moves_keeps_its_id_and_is_found_under_its_old_key()
    {
        await Sandbox.PostAsync("acme/issues/ACME-1/move", new { project = "OPS" });

        var old = await http.GetFromJsonAsync<JsonElement>("/rest/api/3/issue/ACME-1?as=bob", Cancel);
        Assert.Equal(("30001", "OPS-1"), (old.GetProperty("id").GetString(), old.GetProperty("key").GetString()));
        await OpenAsync("/browse/ACME-1");
        await Expect(Page).ToHaveURLAsync($"{Sandbox.Acme}/browse/OPS-1");
        await Expect(Page.Locator("[data-issue-id='30001']")).ToBeVisibleAsync();

        await Sandbox.PostAsync("acme/issues/OPS-1/move", new { project = "ACME" });
        Assert.Equal("ACME-6", (await http.GetFromJsonAsync<JsonElement>("/rest/api/3/issue/OPS-1?as=bob", Cancel)).GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_status_that_an_app_writes_is_seen_on_the_open_page()
    {
        await OpenAsync("/browse/ACME-2");
        var shown = Page.Locator(".context-status");
        await Expect(shown).ToHaveCountAsync(0);

        await Sandbox.PutAsync(Status, new { type = "lozenge", value = new { label = "3/8", type = "inprogress" } });
        await Expect(shown).ToHaveTextAsync("3/8");
        await Sandbox.PutAsync(Status, new { type = "lozenge", value = new { label = "Done", type = "success" } });
        await Expect(shown).ToHaveTextAsync("Done");
        await Expect(shown).ToContainClassAsync("success");
        await Sandbox.DeleteAsync(Status);
        await Expect(shown).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("project = ACME AND status = Done", "ACME-4")]
    [InlineData("project = OPS", "")]
    [InlineData("project = ACME AND assignee = currentUser() ORDER BY key", "ACME-2 ACME-5")]
    [InlineData("project in (ACME, OPS) AND assignee is EMPTY", "ACME-3")]
    [InlineData("markdwellOpen > 0", "ACME-1 ACME-2")]
    [InlineData("markdwellOpen < 4 and markdwellTotal >= 8", "ACME-1")]
    [InlineData("markdwellPercent != 100", "ACME-1 ACME-2")]
    [InlineData("markdwellTotal is not EMPTY AND markdwellOpen = 0", "ACME-4")]
    [InlineData("issue.property[markdwell.checklist].percent <= 60", "ACME-2")]
    public async Task Issues_are_found_by_JQL(string jql, string keys)
    {
        await WriteNumbersAsync("ACME-1", total: 8, done: 5);
        await WriteNumbersAsync("ACME-2", total: 10, done: 6);
        await WriteNumbersAsync("ACME-4", total: 2, done: 2);
        await Sandbox.PutAsync("acme/issues/ACME-5/properties/markdwell.checklist", new { total = "12", open = "seven", percent = true });

        await OpenAsync("/issues");
        await Page.FillAsync("#jql", jql);
        await Page.Locator("#jql").PressAsync("Enter");

        await Expect(Page.Locator("#jql")).ToHaveValueAsync(jql);
        await Expect(Page.Locator("#found [data-issue-key]")).ToHaveCountAsync(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(keys, string.Join(' ', await Page.Locator("#found [data-issue-key]").EvaluateAllAsync<string[]>("all => all.map(row => row.dataset.issueKey)")));
    }

    [Theory]
    [InlineData("markdwellOpen > many", "Field 'markdwellOpen' is a number: > many says nothing about it.")]
    [InlineData("nobodyKnows = 1", "Field 'nobodyKnows' does not exist, or no installed app has it indexed.")]
    [InlineData("status", "This sandbox cannot read the condition: status")]
    public async Task A_query_that_is_wrong_is_answered_with_a_sentence(string jql, string sentence)
    {
        await OpenAsync("/issues");
        await Page.FillAsync("#jql", jql);
        await Page.Locator("#jql").PressAsync("Enter");

        await Expect(Page.Locator("#wrong")).ToHaveTextAsync(sentence);
        using var answer = await http.GetAsync($"/rest/api/3/search/jql?as=alice&jql={Uri.EscapeDataString(jql)}", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_search_tells_ids_alone_unless_it_is_asked_for_more_and_goes_on_until_its_token_expires()
    {
        var ids = await SearchAsync(new { jql = "project = PLAN", maxResults = 100 });
        Assert.Equal("""{"id":"30011"}""", ids.GetProperty("issues")[0].GetRawText());
        Assert.Equal((8, true), (ids.GetProperty("issues").GetArrayLength(), ids.GetProperty("isLast").GetBoolean()));

        var question = new { jql = "project = PLAN", maxResults = 3, fields = new[] { "status", "fixVersions", "security", "created" }, properties = new[] { "markdwell.note" } };
        var first = await SearchAsync(question);
        var issue = first.GetProperty("issues")[0];
        Assert.Equal(["status", "fixVersions", "security", "created"], issue.GetProperty("fields").EnumerateObject().Select(field => field.Name));
        Assert.Equal("done", issue.GetProperty("fields").GetProperty("status").GetProperty("statusCategory").GetProperty("key").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$", issue.GetProperty("fields").GetProperty("created").GetString());
        Assert.StartsWith("- [x] Ask", issue.GetProperty("properties").GetProperty("markdwell.note").GetProperty("text").GetString(), StringComparison.Ordinal);

        var next = new { question.jql, question.maxResults, question.fields, nextPageToken = first.GetProperty("nextPageToken").GetString() };
        Assert.Equal("PLAN-4", (await SearchAsync(next)).GetProperty("issues")[0].GetProperty("key").GetString());
        await Sandbox.PostAsync("page-tokens/expire");
        using var refused = await http.PostAsJsonAsync("/rest/api/3/search/jql?as=alice", next, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("alice", 8)]
    [InlineData("bob", 7)]
    [InlineData("carol", 6)]
    [InlineData("dave", 7)]
    public async Task A_security_level_hides_issues_from_people_of_the_project(string person, int seen)
    {
        using var answer = await http.PostAsJsonAsync($"/rest/api/3/search/approximate-count?as={person}", new { jql = "project = PLAN" }, Cancel);
        Assert.Equal(seen, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("count").GetInt32());

        var account = (await Sandbox.GetAsync("state")).GetProperty("people").EnumerateArray().Single(one => one.GetProperty("handle").GetString() == person).GetProperty("accountId").GetString();
        var asked = new[] { new { permissions = new[] { "BROWSE_PROJECTS" }, issues = Enumerable.Range(30011, 8) } };
        using var rights = await http.PostAsJsonAsync("/rest/api/3/permissions/check?as=alice", new { accountId = account, projectPermissions = asked }, Cancel);
        var granted = (await rights.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("projectPermissions")[0];
        Assert.Equal(seen, granted.GetProperty("issues").GetArrayLength());

        var many = new[] { new { permissions = new[] { "BROWSE_PROJECTS" }, issues = Enumerable.Range(1, 1001) } };
        using var refused = await http.PostAsJsonAsync("/rest/api/3/permissions/check?as=alice", new { accountId = account, projectPermissions = many }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_comment_keeps_properties_and_the_newest_comes_first_also_when_its_answer_was_lost()
    {
        var id = (await CommentAsync("first", "a")).GetProperty("id").GetString();
        await Sandbox.BreakAsync("/comment", "lost");
        await Assert.ThrowsAsync<HttpRequestException>(() => CommentAsync("second", "b"));
        await Sandbox.MendAsync();

        var list = await http.GetFromJsonAsync<JsonElement>("/rest/api/3/issue/ACME-2/comment?orderBy=-created&maxResults=1&as=bob", Cancel);
        Assert.Equal(2, list.GetProperty("total").GetInt32());
        var newest = Assert.Single(list.GetProperty("comments").EnumerateArray()).GetProperty("id").GetString();
        Assert.NotEqual(id, newest);
        var kept = await http.GetFromJsonAsync<JsonElement>($"/rest/api/3/comment/{newest}/properties/tried?as=bob", Cancel);
        Assert.Equal("b", kept.GetProperty("value").GetString());
    }

    [Fact]
    public async Task Webhooks_that_are_held_back_come_together_with_repetitions_and_are_counted()
    {
        await Sandbox.PutAsync("acme/jira/held", new { });
        await Sandbox.PutAsync("acme/issues/ACME-2", new { status = "In Progress" });
        await CommentAsync("An issue hears of its comments too", "a");
        Assert.Equal(2, (await Sandbox.GetAsync("acme/jira/held")).GetProperty("count").GetInt32());

        var report = await Sandbox.PostAsync<JsonElement>("acme/jira/held/release", new { deliveries = 10, seed = 1, perSecond = 100, to = new[] { Stand.App } });

        Assert.Equal((2, 10, 0), (report.GetProperty("events").GetInt32(), report.GetProperty("deliveries").GetInt32(), report.GetProperty("unanswered").GetInt32()));
        Assert.Equal("""{"204":10}""", report.GetProperty("answers").GetRawText());
        Assert.InRange(report.GetProperty("p50").GetDouble(), 0.01, report.GetProperty("longest").GetDouble());
        var told = (await Sandbox.GetAsync("log/counts")).EnumerateArray().Where(call => call.GetProperty("route").GetString() == "/webhooks/jira/issue-updated");
        Assert.Equal(10, told.Sum(call => call.GetProperty("count").GetInt32()));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> WriteAsync(string issue, string json) =>
        http.PutAsync($"/rest/api/3/issue/{issue}/properties/tried?as=bob", new StringContent(json), Cancel);

    private async Task<JsonElement> SearchAsync(object question)
    {
        using var answer = await http.PostAsJsonAsync("/rest/api/3/search/jql?as=alice", question, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private async Task<JsonElement> CommentAsync(string text, string property)
    {
        var body = new { type = "doc", version = 1, content = new[] { new { type = "paragraph", content = new[] { new { type = "text", text } } } } };
        using var answer = await http.PostAsJsonAsync("/rest/api/3/issue/ACME-2/comment?as=bob", new { body, properties = new[] { new { key = "tried", value = property } } }, Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private Task WriteNumbersAsync(string issue, int total, int done) => Sandbox.PutAsync(
        $"acme/issues/{issue}/properties/markdwell.checklist",
        new { version = 1, total, done, open = total - done, percent = done * 100 / total });
}

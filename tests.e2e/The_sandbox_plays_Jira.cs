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

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<HttpResponseMessage> WriteAsync(string issue, string json) =>
        http.PutAsync($"/rest/api/3/issue/{issue}/properties/tried?as=bob", new StringContent(json), Cancel);

    private Task WriteNumbersAsync(string issue, int total, int done) => Sandbox.PutAsync(
        $"acme/issues/{issue}/properties/markdwell.checklist",
        new { version = 1, total, done, open = total - done, percent = done * 100 / total });
}

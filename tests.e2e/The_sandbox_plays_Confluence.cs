using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>The pretend Confluence answers as the real one does, where apps write comments and pages go into the trash.</summary>
public sealed class The_sandbox_plays_Confluence(Stand stand) : Story(stand)
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(stand.Sandbox.Acme) };

    [Fact]
    public async Task A_comment_is_answered_and_changed_version_by_version()
    {
        var comment = Id(await CommentAsync(new { pageId = "100002", body = Body("<p>It broke.</p>") }));
        var answer = Id(await CommentAsync(new { parentCommentId = comment, body = Body("<p>It works.</p>") }));

        var onPage = await GetAsync("/wiki/api/v2/pages/100002/footer-comments?body-format=storage&sort=-created-date&limit=10");
        Assert.Equal("<p>It broke.</p>", Text(Assert.Single(onPage.GetProperty("results").EnumerateArray())));
        var answers = await GetAsync($"/wiki/api/v2/footer-comments/{comment}/children?body-format=storage");
        Assert.Equal(answer, Id(Assert.Single(answers.GetProperty("results").EnumerateArray())));

        Assert.Equal(HttpStatusCode.Conflict, await ChangeAsync(comment, 1));
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(comment, 2));
        Assert.Equal("<p>It broke again.</p>", Text(await GetAsync($"/wiki/api/v2/footer-comments/{comment}?body-format=storage")));
        using var refused = await http.PostAsJsonAsync("/wiki/api/v2/footer-comments?as=alice", new { pageId = "100002", body = Body("<p>not closed") }, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_page_goes_into_the_trash_and_comes_back()
    {
        await OpenAsync("/wiki/pages/100002");
        await Page.ClickAsync("#trash");
        await Expect(Page.Locator("#trashed [data-page-id='100002']")).ToBeVisibleAsync();

        using var gone = await http.GetAsync("/wiki/api/v2/pages/100002?as=alice", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("trashed", (await GetAsync("/wiki/api/v2/pages/100002?status=current&status=trashed")).GetProperty("status").GetString());

        await Page.ClickAsync("#trashed [data-page-id='100002'] button:text-is('Restore')");
        await IsPublishedAsync("100002");
        Assert.Equal("current", (await GetAsync("/wiki/api/v2/pages/100002")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Accounts_are_reported_ninety_at_a_time()
    {
        await Sandbox.PutAsync("accounts/closed-one", new { status = "closed" });

        Assert.Equal(HttpStatusCode.NoContent, (await ReportAsync("somebody")).StatusCode);
        using var told = await ReportAsync("somebody", "closed-one");
        var account = Assert.Single((await told.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("accounts").EnumerateArray());
        Assert.Equal(("closed-one", "closed"), (account.GetProperty("accountId").GetString(), account.GetProperty("status").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await ReportAsync([.. Enumerable.Range(0, 91).Select(i => $"account-{i}")])).StatusCode);
        Assert.Equal(3, (await Sandbox.GetAsync("accounts/reports")).GetArrayLength());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Body(string value) => new { representation = "storage", value };

    private static string Id(JsonElement comment) => comment.GetProperty("id").GetString()!;

    private static string Text(JsonElement comment) => comment.GetProperty("body").GetProperty("storage").GetProperty("value").GetString()!;

    private Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "as=alice", Cancel);

    private async Task<JsonElement> CommentAsync(object comment)
    {
        using var answer = await http.PostAsJsonAsync("/wiki/api/v2/footer-comments?as=alice", comment, Cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private async Task<HttpStatusCode> ChangeAsync(string comment, int version)
    {
        using var answer = await http.PutAsJsonAsync($"/wiki/api/v2/footer-comments/{comment}?as=alice", new { version = new { number = version }, body = Body("<p>It broke again.</p>") }, Cancel);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> ReportAsync(params string[] accounts) => http.PostAsJsonAsync(
        "/wiki/rest/atlassian-connect/latest/report-accounts?as=alice",
        new { accounts = accounts.Select(account => new { accountId = account, updatedAt = DateTimeOffset.UtcNow }) },
        Cancel);
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser and no app: the pretend host answers as the real ones do, so that what other stories see of it is worth something.</summary>
public sealed class The_sandbox_plays_a_Git_host(Stand stand) : IAsyncLifetime
{
    private const string Setup = "docs/setup.md";
    private const string GitHub = "/api/v3/repos/acme/handbook";
    private const string GitLab = "/api/v4/projects/acme%2Fhandbook/repository";
    private const string Gitea = "/api/v1/repos/acme/handbook";
    private const string Bitbucket = "/2.0/repositories/acme/handbook";
    private const string Azure = "/acme/handbook/_apis/git/repositories/handbook";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = new(stand.Sandbox.Git),
    };

    /// <summary>The question for the last commit of a path at a revision, where its answer names the commit, and the raw file.</summary>
    public static TheoryData<string, string, string> Kinds => new()
    {
        { GitHub + "/commits?path={0}&sha={1}&per_page=1", "0.sha", GitHub + "/contents/{0}?ref={1}" },
        { GitLab + "/commits?path={0}&ref_name={1}&per_page=1", "0.id", GitLab + "/files/docs%2Fsetup.md/raw?ref={1}" },
        { Gitea + "/commits?path={0}&sha={1}&limit=1", "0.sha", Gitea + "/raw/{0}?ref={1}" },
        { Bitbucket + "/commits?path={0}&include={1}&pagelen=1", "values.0.hash", Bitbucket + "/src/{1}/{0}" },
        { Azure + "/commits?searchCriteria.itemPath=/{0}&searchCriteria.itemVersion.version={1}&searchCriteria.$top=1", "value.0.commitId", Azure + "/items?path=/{0}&versionDescriptor.versionType=commit&versionDescriptor.version={1}" },
    };

    public async ValueTask InitializeAsync() => await stand.Sandbox.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await stand.Sandbox.ResetAsync();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_names_the_commit_that_last_changed_a_file_and_gives_its_bytes(string commits, string id, string raw)
    {
        var old = await LastAsync(commits, id, "release%2F2.0");
        var current = await LastAsync(commits, id, "main");
        Assert.NotEqual(old, current);

        Assert.StartsWith("# Setup of 2.0", await TextAsync(string.Format(raw, Setup, old)), StringComparison.Ordinal);
        Assert.Contains("## Requirements", await TextAsync(string.Format(raw, Setup, current)), StringComparison.Ordinal);

        await stand.Sandbox.PushAsync("acme/handbook", "README.md", "# New");
        Assert.Equal(current, await LastAsync(commits, id, "main"));
        var pushed = await stand.Sandbox.PushAsync("acme/handbook", Setup, "# New");
        Assert.Equal(pushed, await LastAsync(commits, id, "main"));
    }

    [Theory]
    [InlineData(GitHub + "/commits?path=nope.md", 200)]
    [InlineData(GitHub + "/commits?sha=nope", 404)]
    [InlineData("/api/v3/repos/acme/empty/commits", 409)]
    [InlineData(GitHub + "/contents/nope.md", 404)]
    [InlineData(GitLab + "/commits?path=nope.md", 200)]
    [InlineData(GitLab + "/commits?ref_name=nope", 200)]
    [InlineData(GitLab + "/files/nope.md/raw?ref=main", 404)]
    [InlineData(Gitea + "/commits?path=nope.md", 404)]
    [InlineData(Gitea + "/commits?sha=nope", 404)]
    [InlineData("/api/v1/repos/acme/empty/commits", 409)]
    [InlineData(Bitbucket + "/commits/main?path=nope.md", 200)]
    [InlineData(Bitbucket + "/commits/nope", 404)]
    [InlineData(Bitbucket + "/src/main/nope.md", 404)]
    [InlineData(Azure + "/commits?searchCriteria.itemPath=/nope.md", 200)]
    [InlineData(Azure + "/commits?searchCriteria.itemVersion.version=nope", 404)]
    [InlineData(Azure + "/items?path=/nope.md", 404)]
    public async Task What_is_not_there_is_told_as_each_kind_tells_it(string path, int status)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(status != 200, json.RootElement.ToString().Contains("message", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/v3/repos/acme/secret-plans/commits", 404, 401)]
    [InlineData("/api/v4/projects/acme%2Fsecret-plans/repository/commits", 404, 401)]
    [InlineData("/api/v1/repos/acme/secret-plans/commits", 404, 401)]
    [InlineData("/2.0/repositories/acme/secret-plans/commits", 404, 401)]
    [InlineData("/acme/secret-plans/_apis/git/repositories/secret-plans/commits", 203, 401)]
    public async Task A_private_repository_opens_to_a_token_of_its_owner_alone(string path, int without, int wrong)
    {
        Assert.Equal(without, await StatusAsync(path, null));
        Assert.Equal(404, await StatusAsync(path, "globex-read"));
        Assert.Equal(wrong, await StatusAsync(path, "acme-expired"));
        Assert.Equal(wrong, await StatusAsync(path, "nobody"));
        Assert.InRange(await StatusAsync(path, "acme-blind"), 401, 403);
        Assert.Equal(200, await StatusAsync(path, "acme-read"));

        await stand.Sandbox.PostAsync("git/tokens/acme-read/rotate");
        Assert.Equal(wrong, await StatusAsync(path, "acme-read"));
        var log = await stand.Sandbox.GetAsync("git/log");
        Assert.DoesNotContain("token-of-", log.ToString(), StringComparison.Ordinal);
        Assert.Equal([null, "globex-read", "acme-expired", "unknown", "acme-blind", "acme-read", "unknown"], log.EnumerateArray().Select(q => q.GetProperty("token").GetString()));
    }

    [Fact]
    public async Task What_a_token_may_do_and_when_it_ends_stands_beside_the_answer()
    {
        using var narrow = await GetAsync(GitHub + "/commits", "acme-read");
        Assert.False(narrow.Headers.Contains("X-OAuth-Scopes"));
        Assert.EndsWith(" UTC", Assert.Single(narrow.Headers.GetValues("github-authentication-token-expiration")), StringComparison.Ordinal);
        using var wide = await GetAsync(GitHub + "/commits", "acme-wide");
        Assert.Contains("repo", Assert.Single(wide.Headers.GetValues("X-OAuth-Scopes")), StringComparison.Ordinal);
        using var self = JsonDocument.Parse(await TextAsync("/api/v4/personal_access_tokens/self", "acme-read"));
        Assert.Equal("""["read_api","read_repository"]""", self.RootElement.GetProperty("scopes").GetRawText());
    }

    [Theory]
    [InlineData(GitHub + "/commits?path=docs/setup.md")]
    [InlineData(GitHub + "/contents/docs/setup.md")]
    [InlineData(GitLab + "/commits?path=docs/setup.md")]
    [InlineData(Gitea + "/raw/docs/setup.md")]
    [InlineData("/files/guide.md")]
    public async Task Who_has_a_copy_is_told_that_it_is_still_good(string path)
    {
        using var first = await GetAsync(path);
        http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal([false, true], (await stand.Sandbox.GetAsync("git/log")).EnumerateArray().Select(q => q.GetProperty("notModified").GetBoolean()));
    }

    [Theory]
    [InlineData("401", 401)]
    [InlineData("403", 403)]
    [InlineData("404", 404)]
    [InlineData("429", 429)]
    [InlineData("500", 500)]
    [InlineData("rate", 403)]
    [InlineData("garbage", 200)]
    [InlineData("sign-in", 200)]
    [InlineData("redirect", 302)]
    [InlineData("circle", 302)]
    public async Task A_fault_is_what_it_says(string kind, int status)
    {
        await stand.Sandbox.BreakGitAsync("commits", kind, retryAfter: 7);
        using var answer = await GetAsync(GitHub + "/commits");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(kind == "429" ? TimeSpan.FromSeconds(7) : null, answer.Headers.RetryAfter?.Delta);
        Assert.Equal(kind, (await stand.Sandbox.GetAsync("git/log"))[0].GetProperty("fault").GetString());

        await stand.Sandbox.MendAsync();
        Assert.Equal(200, await StatusAsync(GitHub + "/commits", null));
    }

    [Fact]
    public async Task Bodies_can_be_slow_short_without_end_or_a_bomb()
    {
        await stand.Sandbox.BreakGitAsync("guide.md", "drip", delay: 100);
        var watch = Stopwatch.StartNew();
        Assert.StartsWith("# A file", await TextAsync("/files/guide.md"), StringComparison.Ordinal);
        Assert.True(watch.ElapsedMilliseconds >= 200, "the body came at once");

        await stand.Sandbox.MendAsync();
        await stand.Sandbox.BreakGitAsync("guide.md", "short");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => TextAsync("/files/guide.md"));

        Assert.True(await ReadAsync("endless", upTo: 10_000_000) >= 10_000_000);
        Assert.InRange(await ReadAsync("bomb", upTo: 50_000_000), 1_000_000, 50_000_000);
    }

    [Fact]
    public async Task The_host_can_be_away_and_come_back()
    {
        Assert.Equal(200, await StatusAsync(GitHub + "/commits", null));
        await stand.Sandbox.PutAsync("git/away", new { });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => StatusAsync(GitHub + "/commits", null));
        using (await DeleteAsync("git/away"))
        {
            Assert.Equal(200, await StatusAsync(GitHub + "/commits", null));
        }
    }

    [Fact]
    public async Task The_private_network_tells_who_came()
    {
        using var hop = await GetAsync("/files/private.md");
        Assert.Equal("127.0.0.2", hop.Headers.Location!.Host);
        Assert.False(await IsVisitedAsync());

        Assert.Contains("secret", await TextAsync(hop.Headers.Location.AbsoluteUri), StringComparison.Ordinal);
        Assert.True(await IsVisitedAsync());
    }

    [Theory]
    [InlineData("/acme/handbook/blob/main/docs/setup.md", "## Requirements")]
    [InlineData("/acme/handbook/blob/release/2.0/docs/setup.md", "Setup of 2.0")]
    [InlineData("/acme/handbook/-/blob/v1.0/docs/setup.md", "Setup of 2.0")]
    [InlineData("/acme/handbook/src/branch/main/docs/setup.md", "## Requirements")]
    [InlineData("/acme/handbook/_git/handbook?path=/docs/setup.md&version=GBmain", "## Requirements")]
    [InlineData("/acme/handbook/raw/main/docs/%C3%9Cberblick%20f%C3%BCr%20alle.md", "# \u00DCberblick")]
    [InlineData("/explore", "acme/secret-plans")]
    public async Task People_find_the_file_at_the_address_that_each_kind_gives_it(string path, string text) =>
        Assert.Contains(text, await TextAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task Attachments_lie_on_another_host_which_wants_no_token_but_its_own()
    {
        var list = "/wiki/api/v2/pages/100008/attachments";
        using var page = await AtAcmeAsync(list + "?limit=1");
        var next = page.RootElement.GetProperty("_links").GetProperty("next").GetString()!;
        using var rest = await AtAcmeAsync(next);
        Assert.Equal("diagram.png", rest.RootElement.GetProperty("results")[0].GetProperty("title").GetString());
        using var one = await AtAcmeAsync(list + "?filename=guide.md");
        var guide = Assert.Single(one.RootElement.GetProperty("results").EnumerateArray());
        Assert.Equal(1, guide.GetProperty("version").GetProperty("number").GetInt32());

        using var hop = await GetAsync($"{stand.Sandbox.Acme}/wiki{guide.GetProperty("downloadLink").GetString()}", cookie: "alice");
        Assert.Equal(HttpStatusCode.Found, hop.StatusCode);
        Assert.StartsWith(stand.Sandbox.Home + "/media/", hop.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith("# Guide", await TextAsync(hop.Headers.Location.AbsoluteUri), StringComparison.Ordinal);
        Assert.Equal(400, await StatusAsync(hop.Headers.Location.AbsoluteUri, "acme-read"));
    }

    [Fact]
    public async Task The_editor_of_a_macro_is_told_its_page_by_a_token()
    {
        var signed = await stand.Sandbox.SignAsync("acme/confluence", new { module = "markdwell-markdown", @as = "alice", page = "100007", editor = true });
        var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(signed.ContextToken.Split('.')[1])).RootElement;
        Assert.Equal("100007", claims.GetProperty("context").GetProperty("confluence").GetProperty("content").GetProperty("id").GetString());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> LastAsync(string commits, string place, string revision)
    {
        using var json = JsonDocument.Parse(await TextAsync(string.Format(commits, Setup, revision)));
        var at = json.RootElement;
        foreach (var step in place.Split('.'))
        {
            at = int.TryParse(step, out var index) ? at[index] : at.GetProperty(step);
        }
        return at.GetString()!;
    }

    private async Task<string> TextAsync(string path, string? token = null)
    {
        using var answer = await GetAsync(path, token);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    private async Task<int> StatusAsync(string path, string? token)
    {
        using var answer = await GetAsync(path, token);
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(path.Contains("/contents/", StringComparison.Ordinal) ? "application/vnd.github.raw+json" : "*/*");
        if (token is not null && path.Contains("_apis", StringComparison.Ordinal))
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(":token-of-" + token)));
        }
        else if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token-of-" + token);
        }
        request.Headers.Add("Cookie", $"sandbox-acme={cookie}");
        return await http.SendAsync(request, Cancel);
    }

    private async Task<HttpResponseMessage> DeleteAsync(string path) => await http.DeleteAsync($"{stand.Sandbox.Home}/sandbox/{path}", Cancel);

    private async Task<JsonDocument> AtAcmeAsync(string path)
    {
        using var answer = await GetAsync(stand.Sandbox.Acme + path, cookie: "alice");
        return JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel));
    }

    private async Task<bool> IsVisitedAsync() => (await stand.Sandbox.GetAsync("state")).GetProperty("privateNetwork").GetProperty("isVisited").GetBoolean();

    private async Task<long> ReadAsync(string fault, long upTo)
    {
        await stand.Sandbox.MendAsync();
        await stand.Sandbox.BreakGitAsync("guide.md", fault);
        using var answer = await http.GetAsync("/files/guide.md", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        var (buffer, total) = (new byte[1 << 16], 0L);
        while (total < upTo && await body.ReadAsync(buffer, Cancel) is > 0 and var read)
        {
            total += read;
        }
        return total;
    }
}

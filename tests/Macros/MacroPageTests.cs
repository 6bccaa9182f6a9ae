using System.Net;
using System.Text;
using System.Text.Json;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

public sealed class MacroPageTests : IAsyncLifetime
{
    private const string MacroId = "5a3c0f00-0000-4000-8000-000000000001";
    private const string Wiki = "https://acme.atlassian.net/wiki";

    private readonly MarkdwellApp app = new();

    public async ValueTask InitializeAsync() => await app.InstallAllAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_reader_sees_the_markdown_of_the_macro()
    {
        Permits(People.Carol, "read");
        HasBody(7, "# Hello *world*");

        var page = await ShowsAsync(Macro(7), People.Carol);

        Assert.Contains("Hello <em>world</em></h1>", page, StringComparison.Ordinal);
        Assert.Contains("""<script src="https://connect-cdn.atl-paas.net/all.js" data-options="margin:false"></script>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_text_is_asked_for_once_and_rendered_once()
    {
        Permits(People.Carol, "read");
        HasBody(7, "# Hello");

        var first = await ShowsAsync(Macro(7), People.Carol);
        var second = await ShowsAsync(Macro(7), People.Carol);

        Assert.Equal(first, second);
        Assert.Equal(1, app.Internet.Count("/macro/id/"));
        Assert.Equal(1, app.Internet.Count("/permission/check"));
    }

    [Fact]
    public async Task A_text_is_in_the_database_soon_after()
    {
        Permits(People.Carol, "read");
        HasBody(7, "# Hello");
        await ShowsAsync(Macro(7), People.Carol);

        await app.UntilAsync(db => db.CachedTexts.AnyAsync(t => t.PageId == "1001" && t.PageVersion == 7 && t.Text == "# Hello", Cancel));
    }

    [Fact]
    public async Task A_new_version_of_the_page_shows_its_own_text()
    {
        Permits(People.Carol, "read");
        HasBody(7, "old");
        HasBody(8, "new");

        Assert.Contains("<p>old</p>", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Assert.Contains("<p>new</p>", await ShowsAsync(Macro(8), People.Carol), StringComparison.Ordinal);
        Assert.Contains("<p>old</p>", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_readers_at_once_cost_one_call()
    {
        Permits(People.Carol, "read");
        app.Internet.On("GET", BodyUrl(7), async _ =>
        {
            await Task.Delay(200);
            return Internet.Json("""{"body":"# Hello"}""");
        });

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => ShowsAsync(Macro(7), People.Carol)));

        Assert.Equal(1, app.Internet.Count("/macro/id/"));
    }

    [Fact]
    public async Task Somebody_without_the_right_sees_one_sentence_and_nothing_of_the_text()
    {
        Permits(People.Carol, "read");
        HasBody(7, "# The secret");
        await ShowsAsync(Macro(7), People.Carol);

        using var response = await app.OpenAsync(app.Acme, Macro(7), People.Bob);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("You may not see this page", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_logged_in_sees_what_confluence_shows_to_everybody()
    {
        HasBody(7, "# Public");
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001", """{"id":"1001"}""");
        Assert.Contains("Public", await ShowsAsync(Macro(7), accountId: null), StringComparison.Ordinal);
        Assert.Contains(app.Internet.Calls, call => call.Uri.AbsolutePath == "/wiki/api/v2/pages/1001" && call.Authorization is null);

        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1002", "{}", HttpStatusCode.NotFound);
        using var refused = await app.OpenAsync(app.Acme, Macro(7, pageId: "1002"), accountId: null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Globex_cannot_read_acmes_page()
    {
        Permits(People.Alice, "read");
        HasBody(7, "# Acme's secret");
        await ShowsAsync(Macro(7), People.Alice);
        app.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        app.Internet.OnJson("GET", BodyUrl(7).Replace("acme", "globex", StringComparison.Ordinal), """{"body":"# Globex's own"}""");

        using var response = await app.OpenAsync(app.Globex, Macro(7));
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Globex’s own".Replace('’', '\''), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", page, StringComparison.Ordinal);
        Assert.All(app.Internet.Calls.Where(call => call.Uri.Host.StartsWith("globex", StringComparison.Ordinal)), call => Assert.StartsWith("JWT ", call.Authorization, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "pageId=1002&macroId=x&pageVersion=1&outputType=preview")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "pageId=1002")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=pageId\r\n\r\n1002\r\n--b--\r\n")]
    [InlineData("multipart/form-data", "broken")]
    public async Task A_form_cannot_name_another_page_than_the_signed_one(string type, string body)
    {
        Permits(People.Carol, "read");
        HasBody(7, "# Signed");
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Acme.Frame(Macro(7), app.Now, People.Carol)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Signed</h1>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.AbsolutePath.Contains("1002", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"body":null}""")]
    public async Task An_answer_without_a_body_is_not_kept(string answer)
    {
        Permits(People.Carol, "read");
        app.Internet.OnJson("GET", BodyUrl(7), answer);
        Assert.Contains("does not understand", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);

        HasBody(7, "# Back");
        Assert.Contains("Back</h1>", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?pageVersion=7")]
    [InlineData("?pageId=1001&pageVersion=3.0&macroId=x")]
    [InlineData("?pageId=1001&pageVersion=99999999999&macroId=x")]
    [InlineData("?pageId=..%2F..%2Frest&pageVersion=7&macroId=x")]
    [InlineData("?pageId=1001&pageVersion=7&macroId=%2E%2E%2F1")]
    [InlineData("?pageId=1001&pageVersion=-1&macroId=x")]
    [InlineData("?pageId=1001%3Fx&pageVersion=1&macroId=x")]
    public async Task An_address_that_is_not_complete_is_refused_and_asks_nobody(string query)
    {
        using var response = await app.OpenAsync(app.Acme, "/macros/markdown" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.Host == "acme.atlassian.net");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "does not find this macro")]
    [InlineData(HttpStatusCode.Unauthorized, "reinstall the app")]
    [InlineData(HttpStatusCode.Redirect, "does not understand")]
    [InlineData(HttpStatusCode.OK, "does not understand")]
    public async Task What_confluence_cannot_give_is_said_in_one_line(HttpStatusCode status, string sentence)
    {
        Permits(People.Carol, "read");
        app.Internet.OnJson("GET", BodyUrl(7), "garbage", status);
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001", "{}", HttpStatusCode.NotFound);

        Assert.Contains(sentence, await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_macro_without_an_id_is_found_in_the_page()
    {
        Permits(People.Carol, "read");
        HasStorage("""<p>x</p><ac:structured-macro ac:name="markdwell-markdown"><ac:plain-text-body><![CDATA[# Old]]></ac:plain-text-body></ac:structured-macro>""");

        Assert.Contains("Old</h1>", await ShowsAsync("/macros/markdown?pageId=1001&pageVersion=7&macroId=", People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_sees_the_draft_in_the_preview()
    {
        Permits(People.Bob, "update");
        HasStorage($"""<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="{MacroId}"><ac:plain-text-body><![CDATA[# Draft]]></ac:plain-text-body></ac:structured-macro>""");

        Assert.Contains("Draft</h1>", await ShowsAsync(Macro(7) + "&outputType=preview", People.Bob), StringComparison.Ordinal);
        Assert.Contains(app.Internet.Calls, call => call.Uri.Query.Contains("get-draft=true", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_reader_who_asks_for_the_preview_gets_what_was_published()
    {
        Permits(People.Carol, "read");
        HasBody(7, "# Published");

        Assert.Contains("Published</h1>", await ShowsAsync(Macro(7) + "&outputType=preview", People.Carol), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.Query.Contains("draft", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?outputType=preview")]
    [InlineData("?pageId=&pageVersion=&macroId=&outputType=preview")]
    public async Task The_preview_of_a_page_that_was_never_saved_is_a_hint(string query) =>
        Assert.Contains("once the page is saved", await ShowsAsync("/macros/markdown" + query, People.Bob), StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_is_too_long_names_its_size()
    {
        Permits(People.Carol, "read");
        HasBody(7, new string('a', 300 * 1024));

        Assert.Contains("300 KB; up to 256 KB", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authors_script_never_reaches_the_page()
    {
        Permits(People.Carol, "read");
        HasBody(7, "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))");

        Assert.DoesNotContain("alert(1)", await ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_may_stand_in_its_own_site_alone_and_runs_nothing_inline()
    {
        using var response = await app.OpenAsync(app.Acme, "/macros/editor");
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

        Assert.EndsWith("frame-ancestors https://acme.atlassian.net", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl is { NoCache: true, NoStore: true });
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.StartsWith("max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.False(response.Headers.Contains("X-Frame-Options"));
        Assert.False(response.Headers.Contains("Server"));
    }

    private static string Macro(int version, string pageId = "1001") => $"/macros/markdown?pageId={pageId}&pageVersion={version}&macroId={MacroId}";

    private static string BodyUrl(int version, string pageId = "1001") => $"{Wiki}/rest/api/content/{pageId}/history/{version}/macro/id/{MacroId}";

    private async Task<string> ShowsAsync(string target, string? accountId)
    {
        using var response = await app.OpenAsync(app.Acme, target, accountId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private void HasBody(int version, string body)
    {
        foreach (var pageId in (string[])["1001", "1002"])
        {
            app.Internet.OnJson("GET", BodyUrl(version, pageId), JsonSerializer.Serialize(new { name = "markdwell-markdown", body }));
        }
    }

    private void HasStorage(string value) =>
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001", JsonSerializer.Serialize(new { id = "1001", body = new { storage = new { value } } }));

    private void Permits(string accountId, string operation) =>
        app.Internet.On("POST", $"{Wiki}/rest/api/content/1001/permission/check", request =>
        {
            var question = JsonDocument.Parse(request.Content!.ReadAsStream()).RootElement;
            var allowed = question.GetProperty("subject").GetProperty("identifier").GetString() == accountId && question.GetProperty("operation").GetString() == operation;
            return Internet.Json(JsonSerializer.Serialize(new { hasPermission = allowed }));
        });
}

using System.Net;
using System.Text;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>Who sees what, and what nobody gets to see.</summary>
public sealed class MacroRightsTests : MacroTest
{
    [Fact]
    public async Task Somebody_without_the_right_sees_one_sentence_and_nothing_of_the_text()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# The secret");
        await Confluence.ShowsAsync(Macro(7), People.Carol);

        using var response = await App.OpenAsync(App.Acme, Macro(7), People.Bob);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("You may not see this page", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_logged_in_sees_what_confluence_shows_to_everybody()
    {
        App.Internet.OnJson("GET", PageUrl(), PageJson("1001", Stored("# Public")));
        Assert.Contains("Public", await Confluence.ShowsAsync(Macro(7), accountId: null), StringComparison.Ordinal);
        Assert.Contains(App.Internet.Calls, call => call.Uri.AbsolutePath == "/wiki/api/v2/pages/1001" && call.Authorization is null);

        App.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1002", "{}", HttpStatusCode.NotFound);
        using var refused = await App.OpenAsync(App.Acme, Macro(7, pageId: "1002"), accountId: null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Globex_cannot_read_acmes_page()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(7, "# Acme's secret");
        await Confluence.ShowsAsync(Macro(7), People.Alice);
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        App.Internet.OnJson("GET", PageUrl().Replace("acme", "globex", StringComparison.Ordinal), PageJson("1001", Stored("# Globex's own")));

        using var response = await App.OpenAsync(App.Globex, Macro(7));
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Globex’s own".Replace('’', '\''), WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Acme", page, StringComparison.Ordinal);
        Assert.All(App.Internet.Calls.Where(call => call.Uri.Host.StartsWith("globex", StringComparison.Ordinal)), call => Assert.StartsWith("JWT ", call.Authorization, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "pageId=1002&macroId=x&pageVersion=1&outputType=preview")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "pageId=1002")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=pageId\r\n\r\n1002\r\n--b--\r\n")]
    [InlineData("multipart/form-data", "broken")]
    public async Task A_form_cannot_name_another_page_than_the_signed_one(string type, string body)
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Signed");
        using var request = new HttpRequestMessage(HttpMethod.Get, App.Acme.Frame(Macro(7), App.Now, People.Carol)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await App.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Signed</h1>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.AbsolutePath.Contains("1002", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_author_sees_the_draft_in_the_preview()
    {
        Confluence.Permits(People.Bob, "update");
        Confluence.HasStorage($"""<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="{MacroId}"><ac:plain-text-body><![CDATA[# Draft]]></ac:plain-text-body></ac:structured-macro>""");

        Assert.Contains("Draft</h1>", await Confluence.ShowsAsync(Macro(7) + "&outputType=preview", People.Bob), StringComparison.Ordinal);
        Assert.Contains(App.Internet.Calls, call => call.Uri.Query.Contains("get-draft=true", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_reader_who_asks_for_the_preview_gets_what_was_published()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Published");

        Assert.Contains("Published</h1>", await Confluence.ShowsAsync(Macro(7) + "&outputType=preview", People.Carol), StringComparison.Ordinal);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Query.Contains("draft", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_authors_script_reaches_the_page_as_text_at_most()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))");

        var page = await Confluence.ShowsAsync(Macro(7), People.Carol);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("onerror", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_frame_may_stand_in_its_own_site_alone_and_runs_nothing_inline()
    {
        using var response = await App.OpenAsync(App.Acme, "/macros/editor");
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
}

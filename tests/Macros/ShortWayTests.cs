using System.Net;
using Markdwell.Tests.Connect;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>A macro that is finished is shown without Razor Pages. It must be the same answer, and the same refusals.</summary>
public sealed class ShortWayTests : MacroTest
{
    private const string Text = "# The secret\n\n![A picture](picture.png)";

    // As Confluence opens the frame for a reader. Without the last parameter the page answers itself.
    private static readonly string Short = Macro(7) + "&outputType=display";
    private static readonly string Long = Macro(7);

    [Fact]
    public async Task A_finished_macro_is_the_same_answer_either_way()
    {
        await WarmAsync();
        using var pages = new RazorPagesRun(App);

        var (shortWay, shortCount) = (await AnswerAsync(Short), pages.Count);
        var (longWay, longCount) = (await AnswerAsync(Long), pages.Count);

        Assert.Equal((0, 1), (shortCount, longCount));
        Assert.Contains("The secret</h1>", shortWay, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: ", shortWay, StringComparison.Ordinal);
        Assert.Equal(longWay, shortWay);
    }

    [Fact]
    public async Task Each_viewer_gets_his_own_pass_on_the_short_way()
    {
        await WarmAsync();
        App.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        await Confluence.ShowsAsync(Short, People.Bob);
        using var pages = new RazorPagesRun(App);

        var (carols, bobs) = (await Confluence.ShowsAsync(Short, People.Carol), await Confluence.ShowsAsync(Short, People.Bob));

        Assert.Equal(0, pages.Count);
        Assert.NotEqual(PassOf(carols), PassOf(bobs));
        Assert.Equal(carols.Replace(PassOf(carols), "", StringComparison.Ordinal), bobs.Replace(PassOf(bobs), "", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(FrameAttacks.All), MemberType = typeof(FrameAttacks))]
    public async Task An_attack_is_refused_whether_the_macro_is_finished_or_not(string attack)
    {
        // By whom the attacks claim to be: one that got past the door would be shown the text.
        await WarmAsync(People.Alice);
        Confluence.HasBody(8, Text);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in (string[])[Short, Long, Macro(8) + "&outputType=display", Macro(8)])
        {
            using var request = FrameAttacks.On(target, attack, App);
            using var response = await App.Http.SendAsync(request, Cancel);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            answers.Add(await ReadAsync(response));
        }

        Assert.DoesNotContain("secret", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(0, App.Internet.Calls.Count(call => call.Uri.Query.Contains("version=8", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_refusal_is_counted_once()
    {
        await WarmAsync();
        using var request = FrameAttacks.On(Short, "wrong secret", App);
        using var response = await App.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Single(App.Log.Lines, line => line.Contains("Refused a request", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_has_no_right_or_has_it_no_more_is_shown_nothing()
    {
        await WarmAsync();

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(App.Acme, People.Bob));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(App.Acme, People.Carol));

        Confluence.Permits(People.Alice, "read");
        App.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(App.Acme, People.Carol));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(App.Acme, accountId: null, anonymous: HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_product_that_does_not_say_who_may_read_shows_nothing()
    {
        await WarmAsync();
        App.Clock.Advance(TimeSpan.FromSeconds(61));
        App.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1001/permission/check", "{}", HttpStatusCode.ServiceUnavailable);

        Assert.DoesNotContain("secret", await Confluence.ShowsAsync(Short, People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_cannot_take_the_short_way_to_acmes_macro()
    {
        await WarmAsync();
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        App.Internet.OnJson("GET", PageUrl().Replace("acme", "globex", StringComparison.Ordinal), PageJson("1001", Stored("# Globex")));

        using var response = await App.OpenAsync(App.Globex, Short, People.Carol);
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Globex</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_has_uninstalled_the_app_is_shown_nothing()
    {
        await WarmAsync();
        using var gone = await App.Http.SendAsync(
            App.Acme.Post("/connect/uninstalled", App.Acme.Event("uninstalled").ToJsonString(), App.SignedToken(App.Acme, "/connect/uninstalled")), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(App.Acme, People.Carol));
    }

    [Theory]
    [InlineData("&pageId=1002")]
    [InlineData("&PageId=1002")]
    [InlineData("&page%49d=1002")]
    [InlineData("&page+Id=1002")]
    [InlineData("&pageId")]
    [InlineData("&macroId=x")]
    [InlineData("&outputType=preview")]
    [InlineData("&OUTPUTTYPE=preview")]
    [InlineData("&output%54ype=preview")]
    [InlineData("&pageVersion=8")]
    public async Task A_query_that_could_be_read_in_two_ways_is_left_to_the_page(string more)
    {
        await WarmAsync();
        using var pages = new RazorPagesRun(App);

        using var response = await App.OpenAsync(App.Acme, Short + more, People.Carol);

        Assert.Equal(1, pages.Count);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "pageId=1001&pageVersion=+7&macroId=" + MacroId + "&outputType=display")]
    [InlineData("GET", "pageId=1001&pageVersion=7.0&macroId=" + MacroId + "&outputType=display")]
    [InlineData("GET", "pageId=1001&pageVersion=7&macroId=" + MacroId + "&outputType=pdf")]
    [InlineData("GET", "pageId=1001&pageVersion=7&macroId=" + MacroId + "&outputType=preview")]
    [InlineData("GET", "pageId=1001&pageVersion=7&outputType=display")]
    [InlineData("HEAD", "pageId=1001&pageVersion=7&macroId=" + MacroId + "&outputType=display")]
    [InlineData("POST", "pageId=1001&pageVersion=7&macroId=" + MacroId + "&outputType=display")]
    public async Task What_is_unusual_is_left_to_the_page(string method, string query)
    {
        await WarmAsync();
        using var pages = new RazorPagesRun(App);
        var target = "/macros/markdown?" + query;
        using var request = new HttpRequestMessage(new(method), $"{target}&jwt={App.Acme.Token(method, target, App.Now, People.Carol)}");

        using var response = await App.Http.SendAsync(request, Cancel);

        Assert.Equal(1, pages.Count);
    }

    /// <summary>Somebody reads the page, and from then on it is finished.</summary>
    private async Task WarmAsync(string accountId = People.Carol)
    {
        Confluence.Permits(accountId, "read");
        Confluence.HasBody(7, Text);
        Assert.Contains("The secret</h1>", await Confluence.ShowsAsync(Short, accountId), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> StatusAsync(Site site, string? accountId, HttpStatusCode? anonymous = null)
    {
        if (anonymous is { } status)
        {
            App.Internet.OnJson("GET", PageUrl(), "{}", status);
        }

        using var response = await App.OpenAsync(site, Short, accountId);
        Assert.Equal(response.StatusCode == HttpStatusCode.OK, (await response.Content.ReadAsStringAsync(Cancel)).Contains("The secret", StringComparison.Ordinal));
        return response.StatusCode;
    }

    private async Task<string> AnswerAsync(string target)
    {
        using var response = await App.OpenAsync(App.Acme, target, People.Carol);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>All that a browser gets to see of an answer, but for the time.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        response.Headers.Date = null;
        return $"{response.StatusCode} {response.Version}\n{response.Headers}{response.Content.Headers}\n{await response.Content.ReadAsStringAsync(Cancel)}";
    }

    private static string PassOf(string page) => page.Split("?pass=")[1].Split('"')[0];
}

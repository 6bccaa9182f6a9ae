using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Markdwell.Services.Connect.Seals;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Macros;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Pictures;

/// <summary>A macro shows an attachment of its page as a picture: to whom, and to whom not.</summary>
public sealed class PicturePageTests : MacroTest
{
    private static readonly byte[] Png = Convert.FromHexString("89504E470D0A1A0A0000000D494844520000000200000003");

    private static readonly string[] Readers = [People.Alice, People.Carol];

    [Fact]
    public async Task A_picture_of_the_page_is_shown()
    {
        HasAttachment("my diagram.png", Png);
        var address = await AddressAsync("![d](my%20diagram.png)", People.Carol);
        using var picture = await GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal(Png, await picture.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=\"my diagram.png\"; filename*=UTF-8''my%20diagram.png", picture.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("cross-origin", picture.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(picture.Headers.CacheControl is { Private: true, NoStore: false });
    }

    [Fact]
    public async Task A_picture_that_a_browser_has_is_not_sent_again()
    {
        HasAttachment("a.png", Png);
        var address = await AddressAsync("![d](a.png)", People.Carol);
        using var first = await GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await App.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Each_viewer_of_one_kept_page_has_a_pass_of_his_own()
    {
        HasAttachment("a.png", Png);
        var carols = await AddressAsync("![d](a.png)", People.Carol);
        var alices = await AddressAsync("![d](a.png)", People.Alice);

        Assert.Equal(carols.Split('?')[0], alices.Split('?')[0]);
        Assert.NotEqual(carols, alices);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(alices)).StatusCode);
        Assert.Equal(1, App.Internet.Count("/download"));
    }

    [Fact]
    public async Task Who_may_not_read_the_page_any_more_does_not_see_its_pictures()
    {
        HasAttachment("a.png", Png);
        var address = await AddressAsync("![d](a.png)", People.Carol);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(address)).StatusCode);

        MayRead();
        App.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Globex_gets_nothing_of_acmes_pictures()
    {
        HasAttachment("a.png", Png);
        var address = await AddressAsync("![d](a.png)", People.Carol);
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        var globex = (await App.TenantsAsync()).Single(tenant => tenant.ClientKey == App.Globex.ClientKey);
        var pass = App.Services.GetRequiredService<Passes>().Issue(globex, People.Carol, "1001");

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{address.Split('?')[0]}?pass={pass}")).StatusCode);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host.StartsWith("globex", StringComparison.Ordinal) && call.Method == "GET");
    }

    [Fact]
    public async Task A_pass_for_one_page_opens_no_picture_of_another()
    {
        HasAttachment("a.png", Png);
        var address = await AddressAsync("![d](a.png)", People.Carol);
        var acme = (await App.TenantsAsync()).Single(tenant => tenant.ClientKey == App.Acme.ClientKey);
        var pass = App.Services.GetRequiredService<Passes>().Issue(acme, People.Carol, "1002");

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"{address.Split('?')[0]}?pass={pass}")).StatusCode);
    }

    [Theory]
    [InlineData("another file")]
    [InlineData("mac cut")]
    [InlineData("changed")]
    [InlineData("a pass in its place")]
    public async Task Nobody_can_name_a_picture_that_no_text_shows(string attack)
    {
        HasAttachment("a.png", Png);
        HasAttachment("secret.png", Png);
        var address = await AddressAsync("![d](a.png)", People.Carol);
        var (seal, pass) = (address.Split('/', '?')[2], address.Split("?pass=")[1]);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(seal);
        var forged = attack switch
        {
            "another file" => Encode([.. bytes[..32], .. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes[32..]).Replace("a.png", "secret.png", StringComparison.Ordinal))]),
            "mac cut" => Encode(bytes[8..]),
            "changed" => Encode([.. bytes[..^1], (byte)(bytes[^1] ^ 1)]),
            _ => pass,
        };

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/pictures/{forged}?pass={pass}")).StatusCode);
        Assert.Equal(0, App.Internet.Count("/download"));
    }

    [Theory]
    [InlineData("missing.png", null, HttpStatusCode.NotFound)]
    [InlineData("page.png", "<html><script>alert(1)</script></html>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("bad.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("good.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", HttpStatusCode.OK)]
    public async Task What_is_no_harmless_picture_has_a_status_and_no_bytes(string name, string? content, HttpStatusCode status)
    {
        HasAttachment(name, content is null ? null : Encoding.UTF8.GetBytes(content));
        using var picture = await GetAsync(await AddressAsync($"![d]({name})", People.Carol));

        Assert.Equal(status, picture.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? content : "", await picture.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_not_even_fetched()
    {
        HasAttachment("a.png", Png, size: 6 * 1024 * 1024);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await GetAsync(await AddressAsync("![d](a.png)", People.Carol))).StatusCode);
        Assert.Equal(0, App.Internet.Count("/download"));
    }

    [Fact]
    public async Task After_a_rotation_the_page_has_new_addresses_that_work()
    {
        HasAttachment("a.png", Png);
        var before = await AddressAsync("![d](a.png)", People.Carol);
        App.Acme.Secret = Site.NewSecret();
        await App.InstallAsync(App.Acme);

        var after = await AddressAsync("![d](a.png)", People.Carol);

        Assert.NotEqual(before.Split('?')[0], after.Split('?')[0]);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(after)).StatusCode);
    }

    [Fact]
    public async Task The_place_of_a_pass_is_in_no_answer()
    {
        MayRead(Readers);
        Confluence.HasBody(7, "![d](a.png) ![e](b.png)");

        foreach (var _ in (int[])[1, 2])
        {
            var page = await Confluence.ShowsAsync(Macro(7), People.Carol);
            Assert.DoesNotContain(Markdwell.Pages.Pictures.PassPlace.Mark, page, StringComparison.Ordinal);
            Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
        }
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task<string> AddressAsync(string markdown, string accountId)
    {
        MayRead(Readers);
        Confluence.HasBody(7, markdown);
        var page = new HtmlParser().ParseDocument(await Confluence.ShowsAsync(Macro(7), accountId));
        return page.QuerySelector("article img")!.GetAttribute("src")!;
    }

    private Task<HttpResponseMessage> GetAsync(string address) => App.Http.GetAsync(new Uri(address, UriKind.Relative), Cancel);

    private void MayRead(params string[] accounts) => App.Internet.On("POST", $"{Wiki}/rest/api/content/1001/permission/check", request =>
    {
        var asked = new StreamReader(request.Content!.ReadAsStream()).ReadToEnd();
        var allowed = accounts.Any(account => asked.Contains(account, StringComparison.Ordinal));
        return Internet.Json($$"""{"hasPermission":{{(allowed ? "true" : "false")}}}""");
    });

    private void HasAttachment(string name, byte[]? content, long? size = null)
    {
        var results = content is null ? "" : $$$"""{"id":"att1","title":"{{{name}}}","mediaType":"image/png","fileSize":{{{size ?? content.Length}}},"version":{"number":1}}""";
        App.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001/attachments", $$"""{"results":[{{results}}]}""");
        App.Internet.On("GET", $"{Wiki}/rest/api/content/1001/child/attachment/att1/download", _ => new HttpResponseMessage { Content = new ByteArrayContent(content!) });
    }
}

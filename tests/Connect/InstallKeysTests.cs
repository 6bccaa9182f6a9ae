using System.Net;
using System.Security.Cryptography;
using Markdwell.Services.Connect.Lifecycle;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class InstallKeysTests : IDisposable
{
    private const string Second = "https://second.example.com";

    private readonly MarkdwellApp app = new(("Connect:InstallKeysUrls:1", Second));

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("b2d1b1a8-7b5c-4d0e-9a33-1c2d3e4f5a6b", true)]
    [InlineData("micros/connect-install/abc.1_2", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("..", false)]
    [InlineData("a/../b", false)]
    [InlineData("a//b", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData(".well-known/x", false)]
    [InlineData("https://evil.example.com/a", false)]
    [InlineData("a?b", false)]
    [InlineData("a#b", false)]
    [InlineData("a%2e", false)]
    [InlineData("a@b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\n", false)]
    [InlineData("ä", false)]
    public void A_key_id_fits_the_pattern_or_is_never_asked_for(string? keyId, bool fits) => Assert.Equal(fits, InstallKeys.IsKeyId(keyId));

    [Fact]
    public async Task A_key_is_asked_for_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.InstallAsync(app.Acme)));
        await app.InstallAsync(app.Globex);

        Assert.Equal(1, app.Internet.Count(KeyHost));
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        var calls = 0;
        app.Internet.On("GET", $"{KeyHost}/{KeyId}", _ => calls++ == 0 ? throw new HttpRequestException("away") : new HttpResponseMessage { Content = new StringContent(app.AtlassianKey.ExportSubjectPublicKeyInfoPem()) });
        app.Internet.On("GET", $"{Second}/{KeyId}", _ => new HttpResponseMessage(HttpStatusCode.NotFound));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.InstallAsync(app.Acme)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Acme)).StatusCode);
    }

    [Theory]
    [InlineData("404")]
    [InlineData("500")]
    [InlineData("redirect")]
    [InlineData("reset")]
    [InlineData("html")]
    [InlineData("huge")]
    [InlineData("odd character set")]
    [InlineData("private key")]
    [InlineData("short key")]
    [InlineData("hangs")]
    public async Task What_the_first_host_cannot_give_the_second_gives(string fault)
    {
        app.Internet.On("GET", $"{KeyHost}/{KeyId}", async _ =>
        {
            using var shortKey = RSA.Create(1024);
            return fault switch
            {
                "404" => new(HttpStatusCode.NotFound),
                "500" => new(HttpStatusCode.InternalServerError),
                "redirect" => new(HttpStatusCode.Redirect) { Headers = { Location = new Uri("https://evil.example.com/") } },
                "reset" => throw new HttpRequestException("reset"),
                "html" => new() { Content = new StringContent("<html>") },
                "huge" => new() { Content = new StringContent(new string('a', 100_000)) },
                "odd character set" => OddCharacterSet(),
                "private key" => new() { Content = new StringContent(app.AtlassianKey.ExportPkcs8PrivateKeyPem()) },
                "short key" => new() { Content = new StringContent(shortKey.ExportSubjectPublicKeyInfoPem()) },
                _ => await Forever(),
            };
        });
        app.Internet.On("GET", $"{Second}/{KeyId}", _ => new HttpResponseMessage { Content = new StringContent(app.AtlassianKey.ExportSubjectPublicKeyInfoPem()) });

        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Acme)).StatusCode);
    }

    private static HttpResponseMessage OddCharacterSet()
    {
        var content = new ByteArrayContent("<html>"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "text/plain; charset=bogus");
        return new() { Content = content };
    }

    private static async Task<HttpResponseMessage> Forever()
    {
        await Task.Delay(Timeout.Infinite, Cancel);
        return new();
    }
}

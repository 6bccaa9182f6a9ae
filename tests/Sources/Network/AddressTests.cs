using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Sources.Network;

/// <summary>Which addresses are asked for at all. Whatever is refused here never reaches the handler.</summary>
public sealed class AddressTests
{
    private readonly Internet internet = new();

    [Theory]
    [InlineData("https://git.example.com/a", "git.example.com")]
    [InlineData("https://GIT.Example.COM/a", "git.example.com")]
    [InlineData("https://git.example.com./a", "git.example.com")]
    [InlineData("https://git.example.com:443/a", "git.example.com")]
    [InlineData("https://git.example.com:8443/a", "git.example.com:8443")]
    [InlineData("https://git.example.com/a", "GIT.example.com.")]
    [InlineData("https://bücher.example/a", "xn--bcher-kva.example")]
    [InlineData("https://xn--bcher-kva.example/a", "bücher.example")]
    [InlineData("https://git.example.com/a", "other.example.com", "git.example.com")]
    public async Task A_host_is_the_same_in_each_of_its_spellings(string url, params string[] allowedHosts) =>
        Assert.Equal(FetchOutcome.Ok, await OutcomeAsync(url, allowedHosts));

    [Theory]
    [InlineData("https://git.example.com/a")]
    [InlineData("https://git.example.com/a", "")]
    [InlineData("https://git.example.com/a", "example.com")]
    [InlineData("https://git.example.com/a", "*.example.com")]
    [InlineData("https://git.example.com/a", "sub.git.example.com")]
    [InlineData("https://git.example.com/a", "git.example.com/a")]
    [InlineData("https://git.example.com/a", "user@git.example.com")]
    [InlineData("https://git.example.com/a", "other.example.com\\@git.example.com")]
    [InlineData("https://git.example.com/a", "git.example.com:8443")]
    [InlineData("https://git.example.com:8443/a", "git.example.com")]
    [InlineData("https://git.example.com:22/a", "git.example.com")]
    [InlineData("https://git.example.com.evil.example/a", "git.example.com")]
    [InlineData("https://gıt.example.com/a", "git.example.com")]
    [InlineData("https://2130706433/a", "127.0.0.2")]
    public async Task Another_host_is_not_allowed(string url, params string[] allowedHosts) =>
        Assert.Equal(FetchOutcome.NotAllowed, await OutcomeAsync(url, allowedHosts));

    [Theory]
    [InlineData("https://user@git.example.com/a")]
    [InlineData("https://user:password@git.example.com/a")]
    [InlineData("https://:password@git.example.com/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://git.example.com/a")]
    [InlineData("gopher://git.example.com/a")]
    [InlineData("ssh://git.example.com/a")]
    [InlineData("data:text/plain,a")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    public async Task What_is_no_web_address_is_wrong(string url) => Assert.Equal(FetchOutcome.WrongAddress, await OutcomeAsync(url, "git.example.com"));

    [Fact]
    public async Task Plain_http_is_for_local_stands()
    {
        await using var app = new MarkdwellApp();
        var request = new FetchRequest(1, new Uri("http://git.example.com/"), ["git.example.com"], null, "text/plain", 100);

        Assert.Equal(FetchOutcome.WrongAddress, (await app.Services.GetRequiredService<Fetcher>().FetchAsync(request, MarkdwellApp.Cancel)).Outcome);
        Assert.Empty(app.Internet.Calls);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Plain_http_is_said_loudly(string allowed, int times)
    {
        await using var app = new MarkdwellApp(("Sources:AllowHttp", allowed));
        _ = app.Http;

        Assert.Equal(times, app.Log.Lines.Count(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("Sources__AllowHttp is on", StringComparison.Ordinal)));
    }

    private async Task<FetchOutcome> OutcomeAsync(string url, params string[] allowedHosts)
    {
        await using var stand = new FetchStand(internet.Handler(), []);
        var uri = new Uri(url, UriKind.RelativeOrAbsolute);
        internet.On("GET", uri.IsAbsoluteUri ? uri.GetLeftPart(UriPartial.Path) : url, _ => new HttpResponseMessage { Content = new StringContent("hello") });
        return (await stand.FetchAsync(new FetchRequest(1, uri, allowedHosts, null, "text/plain", 100))).Outcome;
    }
}

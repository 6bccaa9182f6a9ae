using System.Net;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Network;

/// <summary>A token is shown to the host that it was entered for, and is written nowhere.</summary>
public sealed class TokenTests
{
    private const string Secret = "ghp_0123456789abcdef";

    [Fact]
    public async Task A_token_goes_to_the_first_host()
    {
        await using var stand = new FetchStand();
        stand.Host.Redirect("/", 302, "/there");

        await stand.FetchAsync(WithToken(stand, $"{stand.Url}/"));

        Assert.Equal(2, stand.Host.Requests.Count);
        Assert.All(stand.Host.Requests, request => Assert.Contains($"Authorization: Bearer {Secret}\r\n", request.Head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("PRIVATE-TOKEN")]
    public async Task A_token_does_not_follow_to_another_host_and_not_back(string header)
    {
        await using var stand = new FetchStand();
        stand.Leads("raw.example.com", "127.0.0.1");
        var raw = $"raw.example.com:{stand.Host.Port}";
        stand.Host.Redirect("/", 302, $"http://{raw}/there");
        stand.Host.Redirect("/there", 302, $"{stand.Url}/back");

        var request = WithToken(stand, $"{stand.Url}/", raw) with { Authorization = new(header, Secret) };
        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync(request)).Outcome);

        Assert.Equal([true, false, false], stand.Host.Requests.Select(asked => asked.Head.Contains(Secret, StringComparison.Ordinal)));
    }

    /// <summary>The port is part of the host: on another one another program listens.</summary>
    [Fact]
    public async Task A_token_does_not_follow_to_another_port()
    {
        await using var stand = new FetchStand();
        await using var other = new Listener();
        stand.Host.Redirect("/", 302, $"http://{FetchStand.Name}:{other.Port}/");

        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync(WithToken(stand, $"{stand.Url}/", $"{FetchStand.Name}:{other.Port}"))).Outcome);

        Assert.DoesNotContain(Secret, Assert.Single(other.Requests).Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://git.example.com/there")]
    [InlineData("http://git.example.com:443/there")]
    public async Task No_redirect_leads_out_of_the_encryption(string location)
    {
        var internet = new Internet();
        await using var stand = new FetchStand(internet.Handler(), []);
        internet.On("GET", "https://git.example.com/", _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(location) } });

        Assert.Equal(FetchOutcome.Redirected, (await stand.FetchAsync(WithToken(stand, "https://git.example.com/", "git.example.com"))).Outcome);

        Assert.Single(internet.Calls);
    }

    /// <summary>Also what the host says of it, broken as it may be, gets into no log.</summary>
    [Theory]
    [InlineData("HTTP/1.1 200 OK\nX-Echo: {0}")]
    [InlineData("HTTP/1.1 401 {0}\nWWW-Authenticate: {0}\nContent-Length: 0")]
    [InlineData("HTTP/1.1 200 OK\n{0}")]
    [InlineData("{0}")]
    [InlineData("HTTP/1.1 {0}")]
    [InlineData("HTTP/1.1 302 Elsewhere\nLocation: http://{0}.example.com/")]
    [InlineData("HTTP/1.1 302 Elsewhere\nLocation: http://{0}@git.example.com/")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: {0}")]
    [InlineData("HTTP/1.1 200 OK\nContent-Encoding: {0}")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: {0}/{0}; charset={0}")]
    public async Task A_token_is_in_no_log(string answer)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", answer.Replace("{0}", Secret, StringComparison.Ordinal));
        var request = WithToken(stand, $"{stand.Url}/");

        await stand.FetchAsync(request);

        Assert.Contains(Secret, Assert.Single(stand.Host.Requests).Head, StringComparison.Ordinal);
        Assert.DoesNotContain(stand.Log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, request.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Secret}\r\nX-Injected: 1")]
    [InlineData($"{Secret}\n")]
    [InlineData($"{Secret}\0")]
    [InlineData($"{Secret}ä")]
    public async Task A_token_that_no_header_can_hold_is_not_sent(string token)
    {
        await using var stand = new FetchStand();

        var response = await stand.FetchAsync(stand.Request($"{stand.Url}/") with { Authorization = new("PRIVATE-TOKEN", token) });

        Assert.Equal(FetchOutcome.Unauthorized, response.Outcome);
        Assert.Empty(stand.Host.Requests);
        Assert.DoesNotContain(stand.Log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private static FetchRequest WithToken(FetchStand stand, string url, params string[] further) =>
        stand.Request(url, [$"{FetchStand.Name}:{stand.Host.Port}", .. further]) with { Authorization = new("Authorization", $"Bearer {Secret}") };
}

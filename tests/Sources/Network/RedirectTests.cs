using Markdwell.Services.Sources.Network;

namespace Markdwell.Tests.Sources.Network;

/// <summary>A host that we may ask sends us to where we may not go.</summary>
public sealed class RedirectTests
{
    public static MatrixTheoryData<int, string> PrivateTargets() => new(
        [300, 301, 302, 303, 305, 307, 308],
        ["127.0.0.2", "2130706434", "0.0.0.0", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "inside.example.com"]);

    /// <summary>Even where an administrator has named the target.</summary>
    [Theory, MemberData(nameof(PrivateTargets))]
    public async Task A_redirect_to_a_private_address_is_refused(int status, string target)
    {
        await using var stand = new FetchStand();
        stand.Leads("inside.example.com", "127.0.0.2");
        stand.Host.Redirect("/", status, $"http://{target}:{stand.Host.Port}/secret");

        var response = await stand.FetchAsync($"{stand.Url}/", $"{FetchStand.Name}:{stand.Host.Port}", $"{target}:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(1, stand.Host.Connections);
    }

    [Theory]
    [InlineData("http://other.example.com:{port}/")]
    [InlineData("//other.example.com:{port}/")]
    [InlineData(@"\\other.example.com:{port}\")]
    [InlineData("http://127.0.0.1:{port}/")]
    [InlineData("http://git.example.com.other.example.com:{port}/")]
    [InlineData("http://sub.git.example.com:{port}/")]
    [InlineData("http://git.example.com/")]
    [InlineData("http://git.example.com:22/")]
    [InlineData("http://user@git.example.com:{port}/")]
    [InlineData("http://user:password@git.example.com:{port}/")]
    [InlineData("http://git.example.com:{port}@other.example.com:{port}/")]
    [InlineData(@"http://other.example.com:{port}\@git.example.com:{port}/")]
    [InlineData("http://other.example.com:{port}#@git.example.com:{port}/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://git.example.com:{port}/")]
    [InlineData("gopher://git.example.com:{port}/_GET")]
    [InlineData("ws://git.example.com:{port}/")]
    [InlineData("dict://git.example.com:{port}/")]
    [InlineData("ldap://git.example.com:{port}/")]
    [InlineData("jar:http://git.example.com:{port}/!/")]
    [InlineData("unix:///var/run/docker.sock")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/plain,hello")]
    [InlineData("http://")]
    [InlineData("http://[::1")]
    [InlineData("http://git.example.com:99999/")]
    [InlineData("")]
    public async Task A_redirect_out_of_the_connection_is_refused(string location)
    {
        await using var stand = new FetchStand();
        stand.Leads("other.example.com", "127.0.0.1");
        stand.Host.Redirect("/start", 302, location.Replace("{port}", $"{stand.Host.Port}", StringComparison.Ordinal));

        Assert.Equal(FetchOutcome.Redirected, (await stand.FetchAsync($"{stand.Url}/start")).Outcome);

        Assert.Equal(1, stand.Host.Connections);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_without_a_target_leads_nowhere(int status)
    {
        await using var stand = new FetchStand();
        stand.Host.On("/", $"HTTP/1.1 {status} Elsewhere\nContent-Length: 0");

        Assert.Equal(FetchOutcome.Redirected, (await stand.FetchAsync($"{stand.Url}/")).Outcome);
    }

    [Theory]
    [InlineData("/there")]
    [InlineData("there")]
    [InlineData("http://GIT.example.com:{port}/there")]
    [InlineData("http://raw.example.com:{port}/there")]
    public async Task A_redirect_within_the_connection_is_followed(string location)
    {
        await using var stand = new FetchStand();
        stand.Leads("raw.example.com", "127.0.0.1");
        stand.Host.Redirect("/", 302, location.Replace("{port}", $"{stand.Host.Port}", StringComparison.Ordinal));

        var response = await stand.FetchAsync($"{stand.Url}/", $"{FetchStand.Name}:{stand.Host.Port}", $"raw.example.com:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.Ok, response.Outcome);
        Assert.StartsWith("GET /there ", stand.Host.Requests.Last().Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_redirects_are_followed_and_no_more()
    {
        await using var stand = new FetchStand();
        foreach (var hop in Enumerable.Range(1, 4))
        {
            stand.Host.Redirect($"/{hop}", 302, $"/{hop - 1}");
        }

        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync($"{stand.Url}/3")).Outcome);
        Assert.Equal(4, stand.Host.Connections);
        Assert.Equal(FetchOutcome.Redirected, (await stand.FetchAsync($"{stand.Url}/4")).Outcome);
        Assert.Equal(8, stand.Host.Connections);
    }

    [Fact]
    public async Task A_chain_that_ends_at_a_private_address_is_refused_there()
    {
        await using var stand = new FetchStand();
        stand.Host.Redirect("/2", 302, "/1");
        stand.Host.Redirect("/1", 307, $"http://127.0.0.2:{stand.Host.Port}/");

        var response = await stand.FetchAsync($"{stand.Url}/2", $"{FetchStand.Name}:{stand.Host.Port}", $"127.0.0.2:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(2, stand.Host.Connections);
    }
}

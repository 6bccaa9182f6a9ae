using System.Net;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Tests.Sources.Network;

/// <summary>Attacks on what only this machine and its neighbours can reach, each of them looked at where a connection would arrive.</summary>
public sealed class PrivateNetworkTests
{
    [Theory, MemberData(nameof(PublicAddressTests.Special), MemberType = typeof(PublicAddressTests))]
    public async Task A_name_that_leads_to_a_special_address_is_refused(string address)
    {
        await using var stand = new FetchStand("192.0.2.77/32");
        stand.Leads(FetchStand.Name, address);

        var response = await stand.FetchAsync($"{stand.Url}/");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }

    public static TheoryData<string> Spellings() =>
    [
        "127.0.0.2", "127.2", "127.0.2", "2130706434", "0x7f000002", "0x7F.0x0.0x0.0x2", "0x7f.2", "0177.0.0.2", "0177.00.000.02", "017700000002", "127.0.0.02",
        "0.0.0.0", "0", "0x0", "127.127.127.127",
        "169.254.169.254", "2852039166", "0xA9FEA9FE", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.16689662",
        "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.100.100.200", "255.255.255.255",
        "127。0。0。2", "127．0．0．2",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::]", "[::127.0.0.1]", "[::7f00:1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:127.0.0.1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]",
        "[fe80::1]", "[fe80::1%251]", "[fe80::1%25lo]", "[fe80::5efe:127.0.0.1]", "[fec0::1]", "[fd00:ec2::254]", "[fc00::1]", "[ff02::1]", "[100::1]",
    ];

    /// <summary>An administrator may name what he likes; only the operator opens it.</summary>
    [Theory, MemberData(nameof(Spellings))]
    public async Task However_an_address_is_written_it_is_refused_at_the_socket(string host)
    {
        await using var stand = new FetchStand();

        var response = await stand.FetchAsync($"http://{host}:{stand.Host.Port}/", $"{host}:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }

    [Theory, MemberData(nameof(Spellings))]
    public async Task However_an_address_is_written_it_is_not_the_host_of_a_connection(string host)
    {
        await using var stand = new FetchStand("127.0.0.0/8", "::/8");

        var response = await stand.FetchAsync($"http://{host}:{stand.Host.Port}/");

        Assert.Equal(FetchOutcome.NotAllowed, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }

    [Theory]
    [InlineData("localhost", "127.0.0.2", "::1")]
    [InlineData("LOCALHOST", "::1")]
    [InlineData("localhost.", "127.0.0.2")]
    [InlineData("metadata.google.internal", "169.254.169.254")]
    [InlineData("many.example.com", "10.0.0.1", "192.168.0.1", "127.0.0.2", "::1", "fd00::1")]
    public async Task A_name_within_the_own_network_is_refused(string name, params string[] addresses)
    {
        await using var stand = new FetchStand();
        stand.Leads(name.ToLowerInvariant(), addresses);

        var response = await stand.FetchAsync($"http://{name}:{stand.Host.Port}/", $"{name}:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
        Assert.Contains(stand.Log.Lines, line => line.Contains($"leads to {addresses[0]}", StringComparison.Ordinal));
    }

    /// <summary>The same addresses arrive when the operator opens them: what is refused above would have come through.</summary>
    [Theory]
    [InlineData("127.0.0.2", "127.0.0.0/8")]
    [InlineData("2130706434", "127.0.0.2/32")]
    [InlineData("0.0.0.0", "0.0.0.0/8")]
    [InlineData("[::1]", "::1/128")]
    public async Task What_the_operator_opened_is_reached(string host, string opened)
    {
        await using var stand = new FetchStand(opened);

        var response = await stand.FetchAsync($"http://{host}:{stand.Host.Port}/", $"{host}:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.Ok, response.Outcome);
        Assert.Equal("hello"u8, response.Body);
        Assert.Single(stand.Host.Requests);
    }

    /// <summary>As a socket of IPv6 would reach them by their IPv4 within; whoever means them writes them as they are.</summary>
    [Theory]
    [InlineData("[::ffff:127.0.0.1]", "127.0.0.0/8")]
    [InlineData("[::ffff:10.0.0.1]", "2000::/3")]
    public async Task A_mapped_address_is_never_reached(string host, string opened)
    {
        await using var stand = new FetchStand(opened);

        var response = await stand.FetchAsync($"http://{host}:{stand.Host.Port}/", $"{host}:{stand.Host.Port}");

        Assert.Equal(FetchOutcome.PrivateAddress, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }

    /// <summary>Rebinding: the name leads to a public address when it is checked, and to a private one when it is used.</summary>
    [Fact]
    public async Task A_name_is_looked_up_once_for_the_check_and_the_connection()
    {
        await using var stand = new FetchStand();
        stand.Leads(FetchStand.Name, ["127.0.0.1"], ["127.0.0.2"]);

        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync($"{stand.Url}/")).Outcome);

        Assert.Equal(1, stand.Lookups);
        Assert.Equal(IPAddress.Loopback, Assert.Single(stand.Host.Requests).At);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    public async Task A_name_that_later_leads_elsewhere_is_refused_then(string later)
    {
        await using var stand = new FetchStand();
        stand.Leads(FetchStand.Name, ["127.0.0.1"], [later]);
        stand.Host.Redirect("/again", 302, "/");

        Assert.Equal(FetchOutcome.PrivateAddress, (await stand.FetchAsync($"{stand.Url}/again")).Outcome);
        Assert.Equal(FetchOutcome.PrivateAddress, (await stand.FetchAsync($"{stand.Url}/")).Outcome);

        Assert.Equal(1, stand.Host.Connections);
    }

    [Theory]
    [InlineData("127.0.0.2", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.2")]
    [InlineData("::1", "10.0.0.1", "127.0.0.1", "127.0.0.3")]
    public async Task Of_mixed_addresses_only_the_allowed_one_is_used(params string[] addresses)
    {
        await using var stand = new FetchStand();
        stand.Leads(FetchStand.Name, addresses);

        Assert.Equal(FetchOutcome.Ok, (await stand.FetchAsync($"{stand.Url}/")).Outcome);

        Assert.Equal(IPAddress.Loopback, Assert.Single(stand.Host.Requests).At);
        Assert.Equal(1, stand.Host.Connections);
    }

    /// <summary>Wide and circled digits are digits to IDNA. Those of other scripts make a name, which nobody has.</summary>
    [Theory]
    [InlineData("１２７.0.0.2", FetchOutcome.PrivateAddress)]
    [InlineData("①②⑦.⓪.⓪.②", FetchOutcome.PrivateAddress)]
    [InlineData("1२7.0.0.2", FetchOutcome.Unavailable)]
    [InlineData("127.0.0.2.", FetchOutcome.Unavailable)]
    [InlineData("127.0.0.256", FetchOutcome.Unavailable)]
    [InlineData("0x7f000002.", FetchOutcome.Unavailable)]
    public async Task What_looks_like_an_address_of_ours_leads_nowhere(string host, FetchOutcome outcome)
    {
        await using var stand = new FetchStand();

        var response = await stand.FetchAsync($"http://{host}:{stand.Host.Port}/", $"{host}:{stand.Host.Port}");

        Assert.Equal(outcome, response.Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_is_no_private_address()
    {
        await using var stand = new FetchStand();
        stand.Leads("empty.example.com", [[]]);

        Assert.Equal(FetchOutcome.Unavailable, (await stand.FetchAsync("http://unknown.example.com/", "unknown.example.com")).Outcome);
        Assert.Equal(FetchOutcome.Unavailable, (await stand.FetchAsync("http://empty.example.com/", "empty.example.com")).Outcome);
        Assert.Equal(0, stand.Host.Connections);
    }
}

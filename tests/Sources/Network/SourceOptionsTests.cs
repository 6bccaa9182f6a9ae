using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Markdwell.Tests.Sources.Network;

public sealed class SourceOptionsTests
{
    [Theory]
    [InlineData("10.1.0.0")]
    [InlineData("10.1.0.0/33")]
    [InlineData("10.1.0.0-10.1.255.255")]
    [InlineData("git.example.com")]
    [InlineData("git.example.com/16")]
    [InlineData("fd12:3456:789a::/129")]
    [InlineData("")]
    [InlineData("::ffff:10.0.0.0/104")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void A_wrong_network_stops_the_start_and_is_named(string network)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Bind("192.168.1.0/24", network));

        Assert.StartsWith($"Sources__PrivateNetworks__1 is '{network}'", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.0.0/16")]
    [InlineData("10.1.2.3/16")]
    [InlineData("10.1.2.3/32")]
    [InlineData("fd12:3456:789a::/48")]
    [InlineData("::1/128")]
    public void A_network_is_written_as_operators_write_it(string network) => Assert.Equal([network], Bind(network).PrivateNetworks);

    [Fact]
    public void Nothing_is_open_by_default()
    {
        var options = Bind(networks: []);

        Assert.Empty(options.PrivateNetworks);
        Assert.False(options.AllowHttp);
    }

    [Theory]
    [InlineData("-00:00:01")]
    [InlineData("1.00:00:01")]
    public void A_wrong_delay_stops_the_start_and_is_named(string delay)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Bind(KeyValuePair.Create("Sources:TroubleDelay", (string?)delay)));

        Assert.StartsWith($"Sources__TroubleDelay is '{delay}'. Set it to", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("1.00:00:00")]
    public void A_delay_is_anything_up_to_a_day(string delay) =>
        Assert.Equal(delay, Bind(KeyValuePair.Create("Sources:TroubleDelay", (string?)delay)).TroubleDelay.ToString());

    private static SourceOptions Bind(params string[] networks) => Bind([.. networks.Select((network, i) => KeyValuePair.Create($"Sources:PrivateNetworks:{i}", (string?)network))]);

    private static SourceOptions Bind(params KeyValuePair<string, string?>[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddNetwork();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SourceOptions>>().Value;
    }
}

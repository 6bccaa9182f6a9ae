using System.Net;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

/// <summary>Stops the start with a sentence for each network that is none, or is more than anybody means.</summary>
internal sealed class SourceOptionsValidator : IValidateOptions<SourceOptions>
{
    public ValidateOptionsResult Validate(string? name, SourceOptions options)
    {
        var faults = options.PrivateNetworks.Select((network, i) => Fault($"Sources__PrivateNetworks__{i}", network)).OfType<string>().ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? Fault(string setting, string value)
    {
        if (!value.Contains('/', StringComparison.Ordinal) || !IPNetwork.TryParse(value, out var network))
        {
            return $"{setting} is '{value}'. Set it to a network such as 10.1.0.0/16, 10.1.2.3/32 or fd12:3456:789a::/48.";
        }

        if (network.BaseAddress.IsIPv4MappedToIPv6)
        {
            return $"{setting} is '{value}'. Write it as an IPv4 network, without ::ffff:.";
        }

        return network.PrefixLength == 0 ? $"{setting} is '{value}', which opens this machine and all around it. Name the networks that hosts are in." : null;
    }
}

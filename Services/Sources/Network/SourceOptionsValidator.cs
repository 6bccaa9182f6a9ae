using System.Net;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Network;

/// <summary>Stops the start with a sentence for each network that is none, or is more than anybody means, and for a delay that is none.</summary>
internal sealed class SourceOptionsValidator : IValidateOptions<SourceOptions>
{
    public ValidateOptionsResult Validate(string? name, SourceOptions options)
    {
        var faults = options.PrivateNetworks.Select((network, i) => Fault($"Sources__PrivateNetworks__{i}", network)).OfType<string>().ToList();
        if (options.TroubleDelay < TimeSpan.Zero || options.TroubleDelay > TimeSpan.FromDays(1))
        {
            faults.Add($"Sources__TroubleDelay is '{options.TroubleDelay}'. Set it to a time from 00:00:00 to one day, such as 00:10:00 for ten minutes.");
        }

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

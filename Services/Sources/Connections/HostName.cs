using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Connections;

/// <summary>Hosts as connections name them: in lower case, as sent over the wire, with a port unless it is the usual one.</summary>
public static partial class HostName
{
    private const int MaxLength = 255;

    /// <param name="text">What somebody typed, or the whole address that he pasted.</param>
    /// <returns>Null when there is no host in it, or a password beside it.</returns>
    public static string? Normalise(string? text)
    {
        var address = text?.Trim() ?? "";
        address = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
        {
            return null;
        }

        var name = (uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost.TrimEnd('.')).ToLowerInvariant();
        var host = uri.IsDefaultPort || uri.Port == 443 ? name : $"{name}:{uri.Port}";
        return host.Length <= MaxLength && Plain().IsMatch(host) ? host : null;
    }

    // What the parser of addresses lets through is more than what DNS and certificates know.
    [GeneratedRegex(@"^([a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Plain();
}

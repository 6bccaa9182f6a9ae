namespace Markdwell.Services.Connect;

/// <summary>
/// Decides which base URLs an installation may bring. The address is where signed requests are sent later:
/// an open choice would let whoever can install turn the app against any server it can reach.
/// </summary>
internal static class SiteAddress
{
    private const int MaxLength = 500;

    public static bool TryParse(string? text, ConnectOptions options, out string baseUrl)
    {
        baseUrl = "";
        if (!TryParseOrigin(text, options.AllowInsecure, out var uri) || !IsAllowed(uri, options))
        {
            return false;
        }

        baseUrl = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return true;
    }

    /// <summary>An address that people see may have any host, as sites have domains of their own; only its origin is used.</summary>
    public static string? DisplayOrigin(string? text, ConnectOptions options) =>
        TryParseOrigin(text, options.AllowInsecure, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : null;

    private static bool TryParseOrigin(string? text, bool allowInsecure, out Uri uri)
    {
        uri = null!;

        // A backslash, a control character or an @ is read differently by different parsers of addresses.
        return text?.Length <= MaxLength
            && text.All(c => c is > ' ' and < '\x7f' and not ('\\' or '@'))
            && Uri.TryCreate(text, UriKind.Absolute, out uri!)
            && (uri.Scheme == Uri.UriSchemeHttps || (allowInsecure && uri.Scheme == Uri.UriSchemeHttp))
            && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
    }

    private static bool IsAllowed(Uri uri, ConnectOptions options) =>
        (options.AllowInsecure && uri.IsLoopback) || options.AllowedHosts.Any(pattern => Matches(uri.IdnHost, pattern));

    private static bool Matches(string host, string pattern) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

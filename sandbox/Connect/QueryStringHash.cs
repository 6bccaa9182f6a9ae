using System.Security.Cryptography;
using System.Text;

namespace Markdwell.Sandbox.Connect;

/// <summary>
/// The hash that binds a token to one request. Written from Atlassian's description and its official vectors, and deliberately not shared
/// with any app: two implementations that agree are worth more than one used twice.
/// </summary>
internal static class QueryStringHash
{
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with the context path of the receiver already taken off.</param>
    /// <param name="query">Raw query, with or without the question mark.</param>
    public static string Of(string method, string path, string query) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(method, path, query))));

    public static string Canonical(string method, string path, string query)
    {
        var parameters = Parse(query)
            .Where(p => p.Name != "jwt")
            .GroupBy(p => p.Name, p => p.Value, StringComparer.Ordinal)
            .Select(g => (Name: Uri.EscapeDataString(g.Key), Values: g.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={string.Join(',', p.Values)}");
        return $"{method.ToUpperInvariant()}&{Path(path)}&{string.Join('&', parameters)}";
    }

    private static string Path(string path)
    {
        var rooted = path.StartsWith('/') ? path : "/" + path;
        var trimmed = rooted.Length > 1 && rooted.EndsWith('/') ? rooted[..^1] : rooted;
        return trimmed.Replace("&", "%26", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Value)> Parse(string query) =>
        from pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let cut = pair.IndexOf('=', StringComparison.Ordinal)
        select cut < 0 ? (Decode(pair), "") : (Decode(pair[..cut]), Decode(pair[(cut + 1)..]));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

using System.Web;
using Markdwell.Services.Sources.Connections;

namespace Markdwell.Services.Sources.Addresses;

/// <summary>An address in its parts. The path is read from the text itself, for <see cref="Uri"/> quietly resolves what climbs.</summary>
/// <param name="Segments">Decoded one by one, so that one of them may hold a slash.</param>
/// <param name="IsFolder">A slash stands at the end of its path.</param>
internal sealed record PastedAddress(Uri Url, string[] Segments, bool IsFolder)
{
    private const int MaxLength = 2000;

    /// <summary>As a connection names it.</summary>
    public string Host { get; } = HostName.Normalise(Url.GetLeftPart(UriPartial.Authority)) ?? "";

    /// <param name="allowHttp">For local stands.</param>
    public static (PastedAddress? Address, AddressFault Fault) Read(string text, bool allowHttp)
    {
        text = text.Trim();
        if (IsClone(text))
        {
            return (null, AddressFault.CloneAddress);
        }

        if (text.Length > MaxLength || !text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.HostNameType == UriHostNameType.Unknown)
        {
            return (null, AddressFault.NotAnAddress);
        }

        if (url.Scheme != Uri.UriSchemeHttps && !(allowHttp && url.Scheme == Uri.UriSchemeHttp))
        {
            return (null, AddressFault.NotHttps);
        }

        if (url.UserInfo.Length > 0)
        {
            return (null, AddressFault.HasPassword);
        }

        var path = PathOf(text);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        return Array.TrueForAll(segments, IsSafe) ? (new(url, segments, path.EndsWith('/')), default) : (null, AddressFault.UnsafePath);
    }

    public string? Query(string name) => HttpUtility.ParseQueryString(Url.Query)[name] is { Length: > 0 } value ? value : null;

    /// <summary>
    /// Stops a path from leading out of its repository or below another endpoint of the host's API, whichever way the
    /// server there reads backslashes and double escapes.
    /// </summary>
    public static bool IsSafe(string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) && path.Split('/').All(part => part is not ("." or ".."));

    private static bool IsClone(string text) =>
        text.StartsWith("git@", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("git://", StringComparison.OrdinalIgnoreCase)
        || PathOf(text).EndsWith(".git", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var path = start < 0 ? -1 : text.IndexOfAny(['/', '?', '#', '\\'], start + 3);
        if (path < 0)
        {
            return "";
        }

        var end = text.IndexOfAny(['?', '#'], path);
        return end < 0 ? text[path..] : text[path..end];
    }
}

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// Where links may lead and what images may load. A scheme must stand there letter by letter at the very start of the value:
/// an entity, a control character, white space or a backslash before the first <c>: / ? #</c> is then refused without being
/// decoded (<c>java&amp;#115;cript:</c>, <c>java&amp;Tab;script:</c>, <c>\x01javascript:</c> and every later invention).
/// </summary>
internal static class AllowedUrls
{
    // "https:x" and "https:/x" are relative to a page that is itself https, which would be our own server.
    private static readonly string[] Web = ["https://", "http://"];

    // They open a program of the reader's choice with an address, and hand it nothing to run.
    private static readonly string[] Personal = ["mailto:", "tel:", "xmpp:"];

    public static UrlKind Of(ReadOnlySpan<char> value)
    {
        if (value.StartsWith('#'))
        {
            return UrlKind.Fragment;
        }
        foreach (var start in Web)
        {
            if (value.StartsWith(start, StringComparison.OrdinalIgnoreCase) && value.Length > start.Length && value[start.Length] is not ('/' or '\\'))
            {
                return start.Length == "https://".Length ? UrlKind.SecureWeb : UrlKind.Web;
            }
        }
        foreach (var start in Personal)
        {
            if (value.StartsWith(start, StringComparison.OrdinalIgnoreCase) && value.Length > start.Length)
            {
                return UrlKind.Personal;
            }
        }
        // A relative address has no base: the text lives in a page of Confluence or Jira, the frame on our server.
        return UrlKind.Refused;
    }

    /// <summary>
    /// For what was made for a picture by us, never for what an author wrote: a page of ours that loads as a picture would be
    /// asked for with whatever the author put into its address.
    /// </summary>
    public static bool MayBeOurs(ReadOnlySpan<char> value) =>
        Of(value) is UrlKind.Web or UrlKind.SecureWeb || value is ['/', not ('/' or '\\'), ..];
}

internal enum UrlKind
{
    Refused,
    Fragment,
    Web,
    SecureWeb,
    Personal,

    /// <summary>Made by us in the place of an author's.</summary>
    Ours,
}

using System.Buffers;
using System.Text;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>Where one link leads or one picture loads from; decided once, for all writers.</summary>
/// <param name="value">To be written as a value.</param>
internal readonly ref struct Address(UrlKind kind, ReadOnlySpan<char> value)
{
    public UrlKind Kind { get; } = kind;

    public ReadOnlySpan<char> Value { get; } = value;
}

/// <summary>
/// Decides over the addresses of a text. Absolute ones must pass <see cref="AllowedUrls"/> undecoded. A relative one never leaves:
/// it is read, checked and answered by the caller, whose answer is checked again and written in its place.
/// </summary>
internal sealed class Addresses(RelativeUrl? urls)
{
    private const int Longest = 2000;

    // Parsers of addresses differ in what they make of these: "/\host" and "/<tab>/host" lead browsers to another host.
    private static readonly SearchValues<char> ReadDifferently =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (char)control), '\\', '\x7f']);

    private static readonly SearchValues<char> EndOfScheme = SearchValues.Create(":/?#");

    public Address Of(Element element, Tag tag) =>
        element == AllowedElements.Link ? Link(tag.ValueOf("href"))
        : element == AllowedElements.Image ? Picture(tag.ValueOf("src"))
        : default;

    private Address Link(ReadOnlySpan<char> value)
    {
        var kind = AllowedUrls.Of(value);
        return kind != UrlKind.Refused ? new(kind, value)
            : Ask(value, UrlUse.Link) is { } found && AllowedUrls.Of(found) is (UrlKind.Web or UrlKind.SecureWeb) and var web ? new(web, found)
            : default;
    }

    private Address Picture(ReadOnlySpan<char> value)
    {
        var kind = AllowedUrls.Of(value);
        if (kind is UrlKind.Fragment or UrlKind.Personal)
        {
            return default;
        }
        return Ask(value, UrlUse.Picture) is { } found && AllowedUrls.MayBeOurs(found) ? new(UrlKind.Ours, found)
            : kind == UrlKind.Refused ? default
            : new(kind, value);
    }

    /// <returns>Escaped as a value.</returns>
    private string? Ask(ReadOnlySpan<char> value, UrlUse use) =>
        urls is not null && Read(value, use) is { } url && urls(url, use) is { } found && !found.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? found.Replace("&", "&amp;", StringComparison.Ordinal)
            : null;

    private static string? Read(ReadOnlySpan<char> value, UrlUse use)
    {
        if (value.Length > Longest)
        {
            return null;
        }
        // Decoded before it is judged, so that nothing shows its colours only afterwards.
        var url = Decoded(value).Trim(' ');
        var start = url.AsSpan().IndexOfAny(EndOfScheme);
        var isRelative = url.Length > 0 && (start < 0 || url[start] != ':') && !url.StartsWith("//", StringComparison.Ordinal) && url[0] != '#';
        var isPicture = use == UrlUse.Picture && AllowedUrls.Of(url) is UrlKind.Web or UrlKind.SecureWeb;
        return (isRelative || isPicture) && !url.AsSpan().ContainsAny(ReadDifferently) ? url : null;
    }

    private static string Decoded(ReadOnlySpan<char> value)
    {
        if (!value.Contains('&'))
        {
            return value.ToString();
        }
        var decoded = new StringBuilder(value.Length);
        while (!value.IsEmpty)
        {
            var length = value[0] == '&' ? CharacterReference.LengthAt(value) : 0;
            if (length == 0 && value is ['&', '#', ..])
            {
                // Parsers resolve a number without its semicolon, too.
                return "";
            }
            var characters = length > 0 ? CharacterReference.Resolve(value[..length]) : null;
            length = characters is null ? 1 : length;
            decoded.Append(characters ?? value[..1]);
            value = value[length..];
        }
        return decoded.ToString();
    }
}

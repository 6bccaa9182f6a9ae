using System.Buffers;
using System.Runtime.InteropServices;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>Where an address stands in a text, its scheme included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MailAddress(int Start, int End, bool HasScheme)
{
    private const string Mail = "mailto:";
    private const string Chat = "xmpp:";

    private static readonly SearchValues<char> InName = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+");
    private static readonly SearchValues<char> InHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    private static readonly SearchValues<char> InResource = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.");

    public string Url(ReadOnlySpan<char> text) => HasScheme ? text[Start..End].ToString() : $"{Mail}{text[Start..End]}";

    /// <summary>The first address that begins at <paramref name="from"/> or later.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int from, out MailAddress address)
    {
        while (text[from..].IndexOf('@') is >= 0 and var distance)
        {
            var sign = from + distance;
            var name = from + text[from..sign].LastIndexOfAnyExcept(InName) + 1;
            var end = EndOfHost(text, sign + 1);
            if (name < sign && end > 0)
            {
                address = WithScheme(text, from, name, end);
                return true;
            }
            from = sign + 1;
        }
        address = default;
        return false;
    }

    /// <summary>At least two names. The last character is a letter, or <c>package@1.2.3</c> would be an address.</summary>
    private static int EndOfHost(ReadOnlySpan<char> text, int start)
    {
        var names = 0;
        var end = start;
        while (end < text.Length && text[end] != '.')
        {
            var length = text[end..].IndexOfAnyExcept(InHost);
            end = length < 0 ? text.Length : end + length;
            names++;
            if (end + 1 >= text.Length || text[end] != '.' || !char.IsAsciiLetterOrDigit(text[end + 1]))
            {
                break;
            }
            end++;
        }
        var isHost = names > 1 && char.IsAsciiLetter(text[end - 1]) && (end == text.Length || text[end] != '@');
        return isHost ? end : 0;
    }

    private static MailAddress WithScheme(ReadOnlySpan<char> text, int from, int name, int end)
    {
        if (Precedes(text[from..name], Mail))
        {
            return new(name - Mail.Length, end, HasScheme: true);
        }
        return Precedes(text[from..name], Chat) ? new(name - Chat.Length, EndOfResource(text, end), HasScheme: true) : new(name, end, HasScheme: false);
    }

    private static bool Precedes(ReadOnlySpan<char> before, string scheme) =>
        before.EndsWith(scheme, StringComparison.Ordinal) && (before.Length == scheme.Length || !char.IsAsciiLetterOrDigit(before[^(scheme.Length + 1)]));

    private static int EndOfResource(ReadOnlySpan<char> text, int end)
    {
        if (end == text.Length || text[end] != '/')
        {
            return end;
        }
        var length = text[(end + 1)..].IndexOfAnyExcept(InResource);
        var resource = (length < 0 ? text[(end + 1)..] : text.Slice(end + 1, length)).TrimEnd('.');
        return resource.IsEmpty ? end : end + 1 + resource.Length;
    }
}

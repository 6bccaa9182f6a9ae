using System.Text;
using System.Xml;

namespace Markdwell.Pages.Shared;

/// <summary>The source of a text that cannot be shown otherwise, as far as a page can bear it.</summary>
/// <param name="Title">Whether it is all.</param>
public sealed record ShownSource(string Title, string Text)
{
    private const int MaxCharacters = 64 * 1024;

    public static ShownSource Of(string markdown)
    {
        if (markdown.Length <= MaxCharacters)
        {
            return new("The source", Writable(markdown));
        }

        // Two halves of one character stay together.
        var length = char.IsHighSurrogate(markdown[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        return new($"The source, its first {MaxCharacters:N0} characters", Writable(markdown.AsSpan(0, length)));
    }

    /// <summary>Without what no XML may hold, not even as a reference: Confluence would refuse all of an export with one of them in it.</summary>
    private static string Writable(ReadOnlySpan<char> text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            written.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return written.ToString();
    }
}

using System.Buffers;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown.Export;

/// <summary>
/// Text as XML 1.0 takes it (w3.org/TR/xml, production 2). XML knows five named references and no document of its own here
/// that could declare more, so references become the characters they stand for. Characters that no XML may hold, not
/// even as a reference, would make Confluence refuse all of the macro.
/// </summary>
internal sealed class XmlOutput(Budget budget) : HtmlOutput(budget)
{
    // One set for both: a reference for a quote may stand in text as well. "]]>" cannot happen, since ">" is always escaped.
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. "<>&\"\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(control => (char)control).Where(control => control is not ('\t' or '\n'))]);

    public override void WriteText(ReadOnlySpan<char> text) => WriteEscaped(text, Special);

    public override void WriteValue(ReadOnlySpan<char> value) => WriteEscaped(value, Special);

    protected override bool TryWriteReference(ReadOnlySpan<char> reference)
    {
        if (CharacterReference.Resolve(reference) is not { } characters)
        {
            return false;
        }
        WriteText(characters);
        return true;
    }

    protected override ReadOnlySpan<byte> Escape(ReadOnlySpan<char> text) => text[0] switch
    {
        '\f' => " "u8,
        < ' ' and not '\r' or >= '\uFFFE' => "\uFFFD"u8,
        _ => base.Escape(text),
    };
}

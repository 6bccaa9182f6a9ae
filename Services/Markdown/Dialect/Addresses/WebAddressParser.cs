using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax.Inlines;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>
/// <c>https://example.com</c> and <c>www.example.com</c>. Asked at the colon and at the dot, which are rarer than the letters before
/// them; those are taken back from the text that was read already.
/// </summary>
internal sealed class WebAddressParser : InlineParser
{
    private static readonly string[] Schemes = ["https", "http", "ftp"];

    private static readonly SearchValues<char> MayPrecede = SearchValues.Create(" \t\n\v\f\r*_~(");

    public WebAddressParser() => OpeningCharacters = [':', '.', '<'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.AsSpan();
        switch (rest[0])
        {
            case '<':
                NoteAnchor(processor, rest);
                return false;
            case ':':
                return rest.StartsWith("://") && TextBefore(processor, slice) is { } text && Scheme(text) is { } scheme
                    && TryLink(processor, ref slice, text, scheme.Length, "://".Length, startOfUrl: "");
            default:
                return TextBefore(processor, slice) is { } word && word.Content.AsSpan().EndsWith("www", StringComparison.Ordinal)
                    && TryLink(processor, ref slice, word, "www".Length, ".".Length, startOfUrl: "http://");
        }
    }

    /// <summary>Within an author's own <c>&lt;a&gt;</c> an address is that link's text.</summary>
    private void NoteAnchor(InlineProcessor processor, ReadOnlySpan<char> tag)
    {
        if (Anchor.IsStart(tag))
        {
            processor.ParserStates[Index] = this;
        }
        else if (Anchor.IsEnd(tag))
        {
            processor.ParserStates[Index] = null!;
        }
    }

    private static LiteralInline? TextBefore(InlineProcessor processor, StringSlice slice) =>
        processor.Inline is LiteralInline text && ReferenceEquals(text.Content.Text, slice.Text) && text.Content.End == slice.Start - 1 ? text : null;

    private static string? Scheme(LiteralInline text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.Content.AsSpan().EndsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }
        return null;
    }

    /// <param name="processor">The paragraph's.</param>
    /// <param name="slice">What is left of the paragraph.</param>
    /// <param name="text">Ends with the letters that begin the address.</param>
    /// <param name="taken">How many these are.</param>
    /// <param name="mark">The length of what stands between them and the host.</param>
    /// <param name="startOfUrl">What the link has in front, and the text has not.</param>
    private bool TryLink(InlineProcessor processor, ref StringSlice slice, LiteralInline text, int taken, int mark, string startOfUrl)
    {
        if (!MayStart(processor, text, taken) || processor.ParserStates[Index] is not null || IsInBrackets(processor, text))
        {
            return false;
        }
        var length = WebAddress.LengthAt(slice.AsSpan(), mark);
        if (length == 0)
        {
            return false;
        }
        var address = new StringSlice(slice.Text, slice.Start - taken, slice.Start + length - 1);
        text.Content.End -= taken;
        if (text.Content.IsEmpty)
        {
            text.Remove();
        }
        slice.Start += length;
        processor.Inline = BareLink.To(startOfUrl + address.ToString(), address);
        return true;
    }

    /// <summary>At the start of a line or a cell, after white space, or after one of <c>* _ ~ (</c>.</summary>
    private static bool MayStart(InlineProcessor processor, LiteralInline text, int taken) =>
        (text.Content.Length == taken && text.PreviousSibling is null && text.Parent == processor.Root)
        || MayPrecede.Contains(text.Content.Text[text.Content.End - taken]);

    /// <summary>The words of a link may not hold another; which brackets become links is not known yet.</summary>
    private static bool IsInBrackets(InlineProcessor processor, LiteralInline text)
    {
        var depth = 0;
        var found = false;
        for (var parent = text.Parent; parent is not null && !found; parent = parent.Parent)
        {
            depth++;
            found = parent is LinkDelimiterInline { IsActive: true };
        }
        Budget.Of(processor.Context)?.Spend(depth, processor.LineIndex + 1);
        return found;
    }
}

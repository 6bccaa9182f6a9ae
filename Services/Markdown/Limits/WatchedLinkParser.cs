using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// A <c>](</c> that turns out to be no link has been read ahead for nothing, at worst to the end of the paragraph:
/// 128 KB of <c>[a](b</c> took 13 seconds. So a failure costs what was left to read.
/// </summary>
internal sealed class WatchedLinkParser : LinkInlineParser
{
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice;
        var found = base.Match(processor, ref slice);
        if (!found && before.CurrentChar == ']' && before.PeekChar() is '(' or '[')
        {
            Budget.Of(processor.Context)?.Spend(before.Length, processor.LineIndex + 1);
        }
        return found;
    }
}

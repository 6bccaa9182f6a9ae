using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// A <c>&lt;?</c> or <c>&lt;!</c> that never ends has been read ahead to the end of the paragraph: 256 KB of <c>&lt;?</c> took
/// half a minute. So a failure costs what was left to read.
/// </summary>
internal sealed class WatchedAngleParser : AutolinkInlineParser
{
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice;
        var found = base.Match(processor, ref slice);
        if (!found && before.PeekChar() is '?' or '!')
        {
            Budget.Of(processor.Context)?.Spend(before.Length, processor.LineIndex + 1);
        }
        return found;
    }
}

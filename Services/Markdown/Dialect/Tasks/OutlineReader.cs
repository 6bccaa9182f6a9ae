using Markdig.Syntax;
using Markdwell.Services.Markdown.Dialect.Headings;

namespace Markdwell.Services.Markdown.Dialect.Tasks;

/// <summary>Finds in a parsed text what can be worked with, by its place in the author's text.</summary>
internal sealed class OutlineReader(string text)
{
    private readonly IReadOnlyList<TextLine> lines = TextLine.Of(text);

    public MarkdownOutline Read(MarkdownDocument document) => new(
        [.. document.Descendants<ListItemBlock>().Where(item => TaskBox.Of(item) is not null && !TaskBox.IsInFootnote(item)).Select(Item)],
        [.. document.OfType<HeadingBlock>().Select(heading => new OutlineHeading(TextLine.IndexAt(lines, heading.Span.Start), heading.Level, HeadingText.Shown(heading)))]);

    private TaskItem Item(ListItemBlock item)
    {
        var box = TaskBox.Of(item)!;
        var line = TextLine.IndexAt(lines, box.Span.Start);
        return new(line, LastLine(line, item), item.Span.Start, box.Span.Start + 1, Depth(item), box.Checked);
    }

    /// <summary>Markdig counts the empty lines below an item as its own, in quotes with their marks.</summary>
    private int LastLine(int line, ListItemBlock item)
    {
        var last = TextLine.IndexAt(lines, item.Span.End);
        while (last > line && lines[last].Content(text).Trim(" \t>").IsEmpty)
        {
            last--;
        }
        return Math.Max(line, last);
    }

    private static int Depth(ListItemBlock item)
    {
        var depth = 0;
        for (var around = item.Parent; around is not null; around = around.Parent)
        {
            depth += around is ListItemBlock above && TaskBox.Of(above) is not null ? 1 : 0;
        }
        return depth;
    }
}

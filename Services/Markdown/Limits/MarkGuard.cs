using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// Never matches. It is asked at each mark that may stay open (link, emphasis, strike): Markdig holds open marks as a chain
/// and walks all of it for every piece of text that follows, so the n-th mark of a paragraph costs n. At the first
/// <c>|</c> it measures the table that the paragraph may become.
/// </summary>
internal sealed class MarkGuard : InlineParser
{
    public MarkGuard() => OpeningCharacters = [.. "[]!*_~|"];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (Budget.Of(processor.Context) is not { } budget)
        {
            return false;
        }
        // Markdig forgets this state at the start of every paragraph.
        var marks = processor.ParserStates[Index] as Marks;
        if (marks is null)
        {
            processor.ParserStates[Index] = marks = new Marks();
        }
        var line = processor.LineIndex + 1;
        switch (slice.CurrentChar)
        {
            case '|' when !marks.TableMeasured && processor.Block is ParagraphBlock:
                marks.TableMeasured = true;
                budget.AddTableCells(MostCells(slice), line);
                break;
            case '|':
                break;
            case ']':
                budget.Spend(marks.Open, line);
                break;
            default:
                budget.Spend(++marks.Open, line);
                break;
        }
        return false;
    }

    /// <summary>Markdig fills every row up to the widest: 16 KB of a wide head over one-cell rows became 55 MB of HTML and 1 GB of memory.</summary>
    private static long MostCells(StringSlice paragraph)
    {
        long rows = 0, widest = 0;
        foreach (var row in paragraph.AsSpan().EnumerateLines())
        {
            rows++;
            widest = Math.Max(widest, row.Count('|'));
        }
        return rows * widest;
    }

    private sealed class Marks
    {
        public int Open;
        public bool TableMeasured;
    }
}

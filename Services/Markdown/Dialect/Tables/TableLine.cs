using Markdig.Helpers;

namespace Markdwell.Services.Markdown.Dialect.Tables;

/// <summary>
/// Reads a line of a table cell by cell. A pipe right after a backslash is no border, however many backslashes there are;
/// one at either end of the line is only for looks.
/// </summary>
internal ref struct TableLine
{
    private readonly string text;
    private readonly int end;
    private int at;

    public TableLine(StringSlice line)
    {
        text = line.Text;
        end = EndWithoutSpace(text, line.Start, line.End + 1);
        at = SkipSpace(line.Start);
        if (at < end && text[at] == '|')
        {
            at = SkipSpace(at + 1);
        }
    }

    public static int CountCells(StringSlice line)
    {
        var cells = 0;
        for (var rest = new TableLine(line); rest.TryRead(out _);)
        {
            cells++;
        }
        return cells;
    }

    public bool TryRead(out StringSlice cell)
    {
        if (at >= end)
        {
            cell = default;
            return false;
        }
        var border = NextBorder();
        cell = new StringSlice(text, at, EndWithoutSpace(text, at, border) - 1);
        at = SkipSpace(border + 1);
        return true;
    }

    private readonly int NextBorder()
    {
        for (var from = at; ;)
        {
            var pipe = text.AsSpan(from, end - from).IndexOf('|');
            if (pipe < 0)
            {
                return end;
            }
            from += pipe;
            if (from == at || text[from - 1] != '\\')
            {
                return from;
            }
            from++;
        }
    }

    private readonly int SkipSpace(int from)
    {
        while (from < end && IsSpace(text[from]))
        {
            from++;
        }
        return from;
    }

    private static int EndWithoutSpace(string text, int start, int end)
    {
        while (end > start && IsSpace(text[end - 1]))
        {
            end--;
        }
        return end;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\v' or '\f';
}

using System.Buffers;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Dialect.Tables;

/// <summary>
/// A line of dashes, colons and pipes under a paragraph makes the paragraph's last line the head of a table, if both have the
/// same number of cells. Rows follow until an empty line or another block. Each line is read once.
/// </summary>
internal sealed class TableParser : BlockParser
{
    private static readonly SearchValues<char> InDelimiterRow = SearchValues.Create("|:- \t\v\f");
    private static readonly SearchValues<char> Borders = SearchValues.Create("|:");

    public override BlockState TryOpen(BlockProcessor processor)
    {
        // A line that leaves the quote or the item around it is no line of the table.
        if (processor.IsCodeIndent || processor.CurrentBlock?.Parent is not { IsOpen: true })
        {
            return BlockState.None;
        }
        return processor.CurrentBlock switch
        {
            ParagraphBlock paragraph => TryOpenTable(processor, paragraph),
            Table table => TryAddRow(processor, table),
            _ => BlockState.None,
        };
    }

    private BlockState TryOpenTable(BlockProcessor processor, ParagraphBlock paragraph)
    {
        var line = processor.Line;
        // Dashes alone are a heading's underline.
        if (line.AsSpan().ContainsAnyExcept(InDelimiterRow) || !line.AsSpan().ContainsAny(Borders) || paragraph.Lines.Count == 0)
        {
            return BlockState.None;
        }
        var head = paragraph.Lines.Lines[paragraph.Lines.Count - 1];
        var count = TableLine.CountCells(line);
        if (count == 0 || TableLine.CountCells(head.Slice) != count || !TryReadColumns(line, count, out var columns))
        {
            return BlockState.None;
        }
        Budget.Of(processor.Context)?.AddTableCells(count, head.Line + 1);
        TakeLastLine(paragraph);
        var table = new Table(this, columns);
        AddRow(table, head.Slice, head.Line);
        processor.NewBlocks.Push(table);
        return BlockState.ContinueDiscard;
    }

    private static bool TryReadColumns(StringSlice line, int count, out CellAlignment[] columns)
    {
        columns = new CellAlignment[count];
        var cells = new TableLine(line);
        for (var i = 0; cells.TryRead(out var cell); i++)
        {
            var dashes = cell.AsSpan();
            var left = dashes.StartsWith(':');
            dashes = left ? dashes[1..] : dashes;
            var right = dashes.EndsWith(':');
            dashes = right ? dashes[..^1] : dashes;
            if (dashes.IsEmpty || dashes.ContainsAnyExcept('-'))
            {
                return false;
            }
            columns[i] = (left, right) switch
            {
                (true, true) => CellAlignment.Center,
                (true, false) => CellAlignment.Left,
                (false, true) => CellAlignment.Right,
                _ => CellAlignment.None,
            };
        }
        return true;
    }

    /// <summary>What is left stays a paragraph before the table. One without lines is let go: Markdig would look for it among all its brothers.</summary>
    private static void TakeLastLine(ParagraphBlock paragraph)
    {
        paragraph.Lines.RemoveAt(paragraph.Lines.Count - 1);
        if (paragraph.Lines.Count == 0)
        {
            paragraph.Parent!.RemoveAt(paragraph.Parent.Count - 1);
        }
    }

    private static BlockState TryAddRow(BlockProcessor processor, Table table)
    {
        if (!new TableLine(processor.Line).TryRead(out _))
        {
            return BlockState.None;
        }
        Budget.Of(processor.Context)?.AddTableCells(table.Columns.Length, processor.LineIndex + 1);
        AddRow(table, processor.Line, processor.LineIndex);
        table.IsOpen = true;
        return BlockState.BreakDiscard;
    }

    private static void AddRow(Table table, StringSlice line, int lineIndex)
    {
        var row = new TableRow { Line = lineIndex, IsOpen = false };
        var cells = new TableLine(line);
        while (row.Count < table.Columns.Length && cells.TryRead(out var content))
        {
            var cell = new TableCell { Line = lineIndex, Lines = new StringLineGroup(1) };
            cell.Lines.Add(WithoutEscapes(content));
            row.Add(cell);
        }
        table.Add(row);
    }

    /// <summary>Before anything else is read: also in code, <c>\|</c> is a pipe.</summary>
    private static StringSlice WithoutEscapes(StringSlice cell) =>
        cell.AsSpan().Contains('\\') ? new StringSlice(cell.ToString().Replace("\\|", "|", StringComparison.Ordinal)) : cell;
}

using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// <c>$$</c> at the start of a line to <c>$$</c> at the end of one, with no empty line between. Without a look at the lines to come
/// a single <c>$$</c> would swallow the rest of the text; the look ends at the next <c>$$</c>, so all of them together are linear.
/// </summary>
internal sealed class FormulaBlockParser : BlockParser
{
    private const string Mark = "$$";

    public FormulaBlockParser() => OpeningCharacters = ['$'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var line = processor.Line.AsSpan();
        if (processor.IsCodeIndent || !line.StartsWith(Mark) || line.StartsWith("$$$") || !IsClosedLater(processor.Line))
        {
            return BlockState.None;
        }
        processor.NewBlocks.Push(new FormulaBlock(this) { Column = processor.Column, Span = new(processor.Start, processor.Line.End), Line = processor.LineIndex });
        return FormulaMarks.IndexOf(line[Mark.Length..], Mark) < 0 ? BlockState.Continue : BlockState.Break;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine)
        {
            return BlockState.None;
        }
        block.UpdateSpanEnd(processor.Line.End);
        return FormulaMarks.IndexOf(processor.Line.AsSpan(), Mark) < 0 ? BlockState.Continue : BlockState.Break;
    }

    public override bool Close(BlockProcessor processor, Block block)
    {
        var formula = (FormulaBlock)block;
        var text = formula.Lines.ToString().AsSpan().Trim();
        if (text.Length >= 2 * Mark.Length && FormulaMarks.IndexOf(text[Mark.Length..], Mark) == text.Length - (2 * Mark.Length))
        {
            formula.Tex = text[Mark.Length..^Mark.Length].ToString();
            return true;
        }
        // The quote or the list around it ended first.
        var container = formula.Parent!;
        container[container.IndexOf(formula)] = new ParagraphBlock(processor.Parsers.Find<ParagraphBlockParser>())
        {
            Column = formula.Column,
            Line = formula.Line,
            Lines = formula.Lines,
            Span = formula.Span,
        };
        return true;
    }

    private static bool IsClosedLater(StringSlice line)
    {
        var text = line.Text.AsSpan(line.Start + Mark.Length);
        var isFirst = true;
        foreach (var next in text.EnumerateLines())
        {
            if (!isFirst && next.TrimStart("> \t").IsEmpty)
            {
                return false;
            }
            isFirst = false;
            if (FormulaMarks.IndexOf(next, Mark) is >= 0 and var end)
            {
                return next[(end + Mark.Length)..].IsWhiteSpace();
            }
        }
        return false;
    }
}

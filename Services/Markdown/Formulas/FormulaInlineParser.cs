using Markdig.Helpers;
using Markdig.Parsers;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// <c>$…$</c>, <c>$`…`$</c> and <c>$$…$$</c> among words. A formula ends at the next dollar or not at all, so <c>$5 and $x$</c> is
/// an amount and a formula; and what was looked for to the end of a paragraph in vain is not looked for again.
/// </summary>
internal sealed class FormulaInlineParser : InlineParser
{
    public FormulaInlineParser() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var before = slice.PeekCharExtra(-1);
        if (before == '$' || FormulaMarks.IsWord(before) || text is ['$'] or ['$', '$'] or ['$', '$', '$', ..])
        {
            return false;
        }
        var isBlock = text[1] == '$';
        var (start, mark) = isBlock ? (2, "$$") : text[1] == '`' ? (2, "`$") : (1, "$");
        var length = LengthOfTex(processor, text[start..], mark);
        if (length < 0)
        {
            return false;
        }
        processor.Inline = new InlineFormula(text.Slice(start, length).ToString(), isBlock)
        {
            Span = new(processor.GetSourcePosition(slice.Start, out var line, out var column), processor.GetSourcePosition(slice.Start + start + length + mark.Length - 1)),
            Line = line,
            Column = column,
        };
        slice.Start += start + length + mark.Length;
        return true;
    }

    private int LengthOfTex(InlineProcessor processor, ReadOnlySpan<char> rest, string mark)
    {
        // Markdig forgets this state at the start of every paragraph.
        var missing = processor.ParserStates[Index] as HashSet<string> ?? [];
        if (missing.Contains(mark))
        {
            return -1;
        }
        var length = mark == "`$" ? rest.IndexOf(mark) : FormulaMarks.IndexOf(rest, mark);
        if (length < 0)
        {
            missing.Add(mark);
            processor.ParserStates[Index] = missing;
            return -1;
        }
        return IsFormula(rest[..length], rest[(length + mark.Length)..], mark) ? length : -1;
    }

    private static bool IsFormula(ReadOnlySpan<char> tex, ReadOnlySpan<char> after, string mark)
    {
        if (tex.IsWhiteSpace() || (after.Length > 0 && (after[0] == '$' || FormulaMarks.IsWord(after[0]))))
        {
            return false;
        }
        return mark != "$" || !(char.IsWhiteSpace(tex[0]) || char.IsWhiteSpace(tex[^1]));
    }
}

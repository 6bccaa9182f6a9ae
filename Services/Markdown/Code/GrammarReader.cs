namespace Markdwell.Services.Markdown.Code;

/// <summary>One pass over a text in a language that a <see cref="Grammar"/> describes.</summary>
internal ref partial struct GrammarReader(Grammar grammar, CodeWriter code, int from, int to)
{
    private const string ValueEnds = ")]}\"'";

    private readonly string text = code.Text;

    // Strings around the code that is read right now, each with the brackets open in its hole.
    private readonly Stack<(StringForm Form, int Brackets)> around = [];

    private readonly int begin = from;
    private int at = from;
    private int brackets;
    private bool startsLine = true;

    // Whether what came last is a value: then "/" divides and "<" compares.
    private bool afterValue;
    private bool startsCommand = true;

    // What the keyword before a word makes of it.
    private CodeKind? declares;

    // A pattern that did not end before this place: none that begins later on the line will.
    private int patternsEnd;

    // The name that ends the text which begins on the next line.
    private string? hereTextEnd;

    public void ReadAll()
    {
        while (at < to)
        {
            var c = text[at];
            if (c == '\n')
            {
                at++;
                ReadHereText();
                startsLine = startsCommand = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else
            {
                ReadPiece(c);
                startsLine = false;
            }
        }
    }

    private void ReadPiece(char c)
    {
        if (grammar.Starts.Contains(c) && (TryComment() || TryString()))
        {
            return;
        }
        if (startsLine && TryLine(c))
        {
            return;
        }
        if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (IsWordPart(c) && c != '.')
        {
            ReadWord();
        }
        else if (!TrySigil(c) && !TryPattern(c) && !TryTag(c) && !TryHereText(c))
        {
            ReadMark(c);
        }
    }

    private bool TryComment()
    {
        foreach (var (open, close) in grammar.BlockComments)
        {
            if (StartsWith(open))
            {
                var end = text.IndexOf(close, Math.Min(at + open.Length, to), StringComparison.Ordinal);
                Take(CodeKind.Comment, end < 0 || end > to ? to : end + close.Length);
                return true;
            }
        }
        foreach (var open in grammar.LineComments)
        {
            if (StartsWith(open) && (!grammar.SpaceBeforeComments || at == begin || char.IsWhiteSpace(text[at - 1])))
            {
                Take(CodeKind.Comment, EndOfLine());
                return true;
            }
        }
        return false;
    }

    /// <summary>Whole lines that mean something by how they begin.</summary>
    private bool TryLine(char c)
    {
        if (grammar.Directives && c == '#')
        {
            var end = at + 1;
            while (end < to && text[end] is ' ' or '\t')
            {
                end++;
            }
            while (end < to && char.IsAsciiLetter(text[end]))
            {
                end++;
            }
            Take(CodeKind.Keyword, end);
            return true;
        }
        if (grammar.Sections && c == '[')
        {
            Take(CodeKind.Heading, EndOfLine());
            return true;
        }
        return false;
    }

    private void ReadMark(char c)
    {
        if (c is '{' or '(')
        {
            brackets++;
        }
        else if (c is '}' or ')' && around.Count > 0 && --brackets == 0)
        {
            var (form, outer) = around.Pop();
            brackets = outer;
            var start = at++;
            ReadString(form, start);
            return;
        }
        startsCommand = c is '|' or ';' or '&' or '(' or '{' or '`';
        afterValue = ValueEnds.Contains(c, StringComparison.Ordinal);
        at++;
    }

    private void Take(CodeKind kind, int end)
    {
        code.Add(kind, at, end);
        at = end;
    }

    private readonly int EndOfLine() => text.IndexOf('\n', at, to - at) is >= 0 and var end ? end : to;

    private readonly bool StartsWith(string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0 && at + start.Length <= to;

    private readonly bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c == '_' || grammar.WordParts.Contains(c, StringComparison.Ordinal);
}

namespace Markdwell.Services.Markdown.Code;

/// <summary>Languages in which the beginning of a line says what the line is.</summary>
internal sealed class LineLanguage(Func<CodeWriter, int, int, CodeKind?> kindOfLine) : Language
{
    public static LineLanguage Diff { get; } = new((code, from, to) => code.Text.AsSpan(from, to - from) switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] or ['@', '@', ..] or ['d', 'i', 'f', 'f', ' ', ..] or ['I', 'n', 'd', 'e', 'x', ':', ..] => CodeKind.Heading,
        ['+' or '>', ..] => CodeKind.Inserted,
        ['-' or '<', ..] => CodeKind.Deleted,
        ['i', 'n', 'd', 'e', 'x', ' ', ..] or ['\\', ..] => CodeKind.Comment,
        _ => null,
    });

    public static LineLanguage Markdown { get; } = new(MarkdownLine);

    /// <summary>What somebody typed, and below it what came back, which has no colours.</summary>
    public static LineLanguage Console { get; } = new((code, from, to) =>
    {
        if (code.Text.AsSpan(from, to - from) is ['$' or '#' or '>' or '%', ' ', ..])
        {
            code.Add(CodeKind.Comment, from, from + 1);
            ScriptGrammars.Shell.Read(code, from + 2, to);
        }
        return null;
    });

    public override void Read(CodeWriter code)
    {
        for (var at = 0; at < code.Text.Length;)
        {
            var end = EndOfLine(code.Text, at);
            if (kindOfLine(code, at, end) is { } kind)
            {
                code.Add(kind, at, end);
            }
            at = end + 1;
        }
    }

    private static CodeKind? MarkdownLine(CodeWriter code, int from, int to)
    {
        var text = code.Text;
        var line = text.AsSpan(from, to - from);
        var trimmed = line.TrimStart();
        if (trimmed is ['#', ..])
        {
            return CodeKind.Heading;
        }
        if (trimmed is ['>', ..] or ['<', '!', '-', '-', ..])
        {
            return CodeKind.Comment;
        }
        if (trimmed is ['`', '`', '`', ..] or ['~', '~', '~', ..])
        {
            return CodeKind.Keyword;
        }
        var start = to - trimmed.Length;
        if (trimmed is ['-' or '*' or '+', ' ', ..])
        {
            code.Add(CodeKind.Keyword, start, start + 1);
        }
        for (var at = text.IndexOf('`', start, to - start); at >= 0 && at < to;)
        {
            var close = text.IndexOf('`', at + 1, to - at - 1);
            if (close < 0)
            {
                break;
            }
            code.Add(CodeKind.String, at, close + 1);
            at = text.IndexOf('`', close + 1, to - close - 1);
        }
        return null;
    }
}

namespace Markdwell.Services.Markdown.Code;

internal ref partial struct GrammarReader
{
    private bool TryString()
    {
        if (grammar.Apostrophes && at > begin && IsWordPart(text[at - 1]))
        {
            return false;
        }
        if (grammar.Lifetimes && text[at] == '\'' && at + 2 < to && char.IsLetter(text[at + 1]) && text[at + 2] != '\'')
        {
            return TrySigilled(CodeKind.Variable);
        }
        foreach (var form in grammar.Strings)
        {
            if (StartsWith(form.Open))
            {
                var start = at;
                at += form.Open.Length;
                ReadString(form, start);
                return true;
            }
        }
        return false;
    }

    /// <summary>From inside the string to its end, or to the next hole in it.</summary>
    private void ReadString(StringForm form, int start)
    {
        while (at < to && (form.Lines || text[at] != '\n'))
        {
            if (form.Hole is { } hole && StartsWith(hole))
            {
                at += hole.Length;
                if (hole == "{" && StartsWith(hole))
                {
                    // Doubled, it is a bracket like any other character.
                    at++;
                    continue;
                }
                EnterHole(form, start);
                return;
            }
            if (text[at] == form.Escape && (form.Escape != form.Close[0] || (at + 1 < to && text[at + 1] == form.Escape)))
            {
                at += 2;
                continue;
            }
            if (StartsWith(form.Close))
            {
                at += form.Close.Length;
                break;
            }
            at++;
        }
        at = Math.Min(at, to);
        code.Add(IsKey() ? CodeKind.Property : CodeKind.String, start, at);
        afterValue = true;
        startsCommand = false;
    }

    private void EnterHole(StringForm form, int start)
    {
        code.Add(CodeKind.String, start, at);
        around.Push((form, brackets));
        brackets = 1;
        afterValue = false;
        startsCommand = true;
    }

    private bool TryPattern(char c)
    {
        if (!grammar.Patterns || c != '/' || afterValue || at < patternsEnd)
        {
            return false;
        }
        var inClass = false;
        for (var end = at + 1; end < to && text[end] != '\n'; end++)
        {
            switch (text[end])
            {
                case '\\': end++; break;
                case '[': inClass = true; break;
                case ']': inClass = false; break;
                case '/' when !inClass:
                    while (++end < to && char.IsAsciiLetter(text[end]))
                    {
                    }
                    Take(CodeKind.String, end);
                    afterValue = true;
                    return true;
                default: break;
            }
        }
        patternsEnd = EndOfLine();
        return false;
    }

    private bool TryHereText(char c)
    {
        if (c != '<' || grammar.HereText is not { } open || !StartsWith(open) || hereTextEnd is not null)
        {
            return false;
        }
        var start = at + open.Length;
        while (start < to && text[start] is '-' or '~' or '\'' or '"')
        {
            start++;
        }
        var end = start;
        while (end < to && IsWord(text[end]))
        {
            end++;
        }
        if (end == start || char.IsAsciiDigit(text[start]))
        {
            return false;
        }
        hereTextEnd = text[start..end];
        Take(CodeKind.String, end < to && text[end] is '\'' or '"' ? end + 1 : end);
        return true;
    }

    private void ReadHereText()
    {
        if (hereTextEnd is null)
        {
            return;
        }
        var start = at;
        while (at < to)
        {
            var end = EndOfLine();
            var isLast = text.AsSpan(at, end - at).Trim().TrimEnd(";,)").SequenceEqual(hereTextEnd);
            at = Math.Min(end + 1, to);
            if (isLast)
            {
                break;
            }
        }
        hereTextEnd = null;
        code.Add(CodeKind.String, start, at);
    }
}

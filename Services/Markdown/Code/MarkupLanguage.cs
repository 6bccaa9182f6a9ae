namespace Markdwell.Services.Markdown.Code;

/// <summary>Tags, attributes and comments; in HTML also the scripts and styles between them.</summary>
internal sealed class MarkupLanguage(Grammar? script = null, Grammar? style = null) : Language
{
    public override void Read(CodeWriter code)
    {
        var text = code.Text;
        for (var at = 0; at < text.Length;)
        {
            at = text[at] switch
            {
                '<' => ReadTag(code, at),
                '&' => ReadReference(code, at),
                _ => text.AsSpan(at).IndexOfAny('<', '&') is >= 0 and var next ? at + next : text.Length,
            };
        }
    }

    private int ReadTag(CodeWriter code, int start)
    {
        var text = code.Text;
        if (string.CompareOrdinal(text, start, "<!--", 0, 4) == 0)
        {
            return Added(code, CodeKind.Comment, start, Behind(text, "-->", start + 4));
        }
        if (string.CompareOrdinal(text, start, "<![CDATA[", 0, 9) == 0)
        {
            return Added(code, CodeKind.String, start, Behind(text, "]]>", start + 9));
        }
        var name = start + 1;
        name += name < text.Length && text[name] is '/' or '?' or '!' ? 1 : 0;
        var end = EndOfName(text, name);
        if (end == name)
        {
            return start + 1;
        }
        code.Add(CodeKind.Tag, name, end);
        var content = ReadAttributes(code, end);
        var embedded = text.AsSpan(start + 1, end - start - 1) switch
        {
            "script" => script,
            "style" => style,
            _ => null,
        };
        if (embedded is null || content >= text.Length)
        {
            return content;
        }
        var close = text.IndexOf("</", content, StringComparison.Ordinal);
        embedded.Read(code, content, close < 0 ? text.Length : close);
        return close < 0 ? text.Length : close;
    }

    /// <returns>Behind the end of the tag.</returns>
    private static int ReadAttributes(CodeWriter code, int at)
    {
        var text = code.Text;
        while (at < text.Length && text[at] is not ('>' or '<'))
        {
            if (text[at] is '"' or '\'')
            {
                at = Added(code, CodeKind.String, at, Behind(text, text[at] == '"' ? "\"" : "'", at + 1));
            }
            else if (EndOfName(text, at) is var end && end > at)
            {
                at = Added(code, at > 0 && text[at - 1] == '=' ? CodeKind.String : CodeKind.Property, at, end);
            }
            else
            {
                at++;
            }
        }
        return at < text.Length && text[at] == '>' ? at + 1 : at;
    }

    private static int ReadReference(CodeWriter code, int start)
    {
        var end = start + 1;
        while (end < code.Text.Length && (IsWord(code.Text[end]) || code.Text[end] == '#'))
        {
            end++;
        }
        return end > start + 1 && end < code.Text.Length && code.Text[end] == ';' ? Added(code, CodeKind.Constant, start, end + 1) : end;
    }

    private static int Added(CodeWriter code, CodeKind kind, int from, int to)
    {
        code.Add(kind, from, to);
        return to;
    }

    private static int EndOfName(string text, int at)
    {
        while (at < text.Length && (IsWord(text[at]) || text[at] is '-' or ':' or '.' or '@' or '#' or '*'))
        {
            at++;
        }
        return at;
    }
}

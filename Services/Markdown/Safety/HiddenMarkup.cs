namespace Markdwell.Services.Markdown.Safety;

/// <summary>How far comments, instructions and dropped elements reach. Where HTML parsers differ or once differed, the longer reading is hidden.</summary>
internal static class HiddenMarkup
{
    /// <param name="html">Starts with <c>&lt;!</c>, <c>&lt;?</c>, or <c>&lt;/</c> and no letter.</param>
    public static int LengthAt(ReadOnlySpan<char> html)
    {
        if (html.StartsWith("<!--"))
        {
            // <!--> and <!---> are whole comments.
            return html.StartsWith("<!-->") ? 5 : html.StartsWith("<!--->") ? 6 : CommentLength(html);
        }
        return html.StartsWith("<![CDATA[") && html.IndexOf("]]>") is > 0 and var end ? end + 3 : LengthTo(html, ">");
    }

    /// <returns>Where the content's end tag ends, -1 if it has none.</returns>
    public static int EndTagAfter(ReadOnlySpan<char> content, ReadOnlySpan<char> name)
    {
        for (var from = 0; ;)
        {
            var start = content[from..].IndexOf("</");
            if (start < 0)
            {
                return -1;
            }
            from += start + 2;
            var candidate = content[from..];
            if (candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (candidate.Length == name.Length || candidate[name.Length] is ' ' or '\t' or '\n' or '\f' or '\r' or '/' or '>'))
            {
                return from + LengthTo(candidate, ">");
            }
        }
    }

    private static int CommentLength(ReadOnlySpan<char> html)
    {
        var usual = LengthTo(html, "-->");
        var odd = LengthTo(html[..usual], "--!>");
        return Math.Min(usual, odd);
    }

    private static int LengthTo(ReadOnlySpan<char> html, string end)
    {
        var at = html.IndexOf(end);
        return at < 0 ? html.Length : at + end.Length;
    }
}

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Where formulas begin and end. Prices, shell variables and regular expressions have dollars too; GitHub's rules keep them text.</summary>
internal static class FormulaMarks
{
    // Chinese, Japanese and Korean put no spaces between words, nor around formulas.
    private const char FirstWithoutSpaces = '\u2E80';

    public static bool IsWord(char c) => c == '_' || (c < FirstWithoutSpaces && char.IsLetterOrDigit(c));

    /// <returns>Where the mark stands first, -1 if nowhere. A backslash hides what follows it, as it does from TeX.</returns>
    public static int IndexOf(ReadOnlySpan<char> tex, string mark)
    {
        for (var from = 0; from < tex.Length;)
        {
            var at = tex[from..].IndexOfAny(mark[0], '\\');
            if (at < 0)
            {
                return -1;
            }
            from += at;
            if (tex[from..].StartsWith(mark))
            {
                return from;
            }
            from += tex[from] == '\\' ? 2 : 1;
        }
        return -1;
    }
}

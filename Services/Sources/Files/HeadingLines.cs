using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Files;

/// <param name="Start">The line where it begins.</param>
/// <param name="End">The line after it.</param>
internal sealed record HeadingLine(int Level, string Text, int Start, int End);

/// <summary>Finds headings line by line, outside of fenced code and front matter. The renderer knows more, and knows no files.</summary>
internal static partial class HeadingLines
{
    public static List<HeadingLine> Of(string[] lines)
    {
        var headings = new List<HeadingLine>();
        string? fence = null;
        var first = FrontMatterEnd(lines);
        for (var i = first; i < lines.Length; i++)
        {
            if (fence is not null)
            {
                fence = Fence().Match(lines[i]) is { Success: true } end && end.Groups["info"].Value.Trim().Length == 0
                    && end.Groups["fence"].Value.StartsWith(fence, StringComparison.Ordinal) ? null : fence;
            }
            else if (Fence().Match(lines[i]) is { Success: true } start)
            {
                fence = start.Groups["fence"].Value;
            }
            else if (Atx().Match(lines[i]) is { Success: true } atx)
            {
                headings.Add(new(atx.Groups["level"].Length, atx.Groups["text"].Value, i, i + 1));
            }
            else if (i > first && Underline().Match(lines[i]) is { Success: true } line && Paragraph().IsMatch(lines[i - 1]) && (headings is [] || headings[^1].End < i))
            {
                headings.Add(new(line.Groups["line"].Value[0] == '=' ? 1 : 2, lines[i - 1].Trim(), i - 1, i + 1));
            }
        }

        return headings;
    }

    private static int FrontMatterEnd(string[] lines) =>
        lines[0].TrimEnd() == "---" && Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...") is var end and > 0 ? end + 1 : 0;

    [GeneratedRegex(@"^ {0,3}(?<fence>`{3,}|~{3,})(?<info>.*)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}(?<level>#{1,6})([ \t]+(?<text>.*?))??([ \t]+#+)?[ \t]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Atx();

    [GeneratedRegex(@"^ {0,3}(?<line>=+|-+)[ \t]*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Underline();

    // What a list, a quote, a table or code begins with is no paragraph.
    [GeneratedRegex(@"^ {0,3}[^\s>#|*+-]", RegexOptions.NonBacktracking)]
    private static partial Regex Paragraph();
}

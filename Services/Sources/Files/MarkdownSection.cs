using System.Text.RegularExpressions;

namespace Markdwell.Services.Sources.Files;

/// <summary>The part of a text below one heading, up to the next one that is not below it.</summary>
internal static partial class MarkdownSection
{
    /// <param name="wanted">The heading's words, or the id that GitHub gives it, in any case.</param>
    /// <returns>Null when there is no such heading.</returns>
    public static string? Find(string text, string wanted)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var headings = HeadingLines.Of(lines);
        var words = Words(wanted.TrimStart('#'));
        var index = headings.FindIndex(heading => Words(heading.Text).Equals(words, StringComparison.OrdinalIgnoreCase));
        index = index >= 0 ? index : Ids(headings).FindIndex(id => id.Equals(words, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            return null;
        }

        var from = headings[index].End;
        var next = headings.FindIndex(index + 1, heading => heading.Level <= headings[index].Level);
        var to = next < 0 ? lines.Length : headings[next].Start;

        // Links of the part may be defined anywhere in the text, as a rule at its end.
        var definitions = lines.Where((line, i) => (i < from || i >= to) && Definition().IsMatch(line)).ToList();
        var part = string.Join('\n', lines[from..to]).Trim('\n');
        return definitions.Count == 0 ? part : $"{part}\n\n{string.Join('\n', definitions)}";
    }

    private static List<string> Ids(List<HeadingLine> headings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return headings.ConvertAll(heading =>
        {
            var id = NoIdCharacter().Replace(Words(heading.Text).ToLowerInvariant(), "").Replace(' ', '-');
            var count = seen[id] = seen.GetValueOrDefault(id, -1) + 1;
            return count == 0 ? id : $"{id}-{count}";
        });
    }

    private static string Words(string heading) => Spaces().Replace(Marks().Replace(Link().Replace(heading, "${words}"), ""), " ").Trim();

    [GeneratedRegex(@"^ {0,3}\[[^\]]+\]:\s*\S", RegexOptions.NonBacktracking)]
    private static partial Regex Definition();

    [GeneratedRegex(@"!?\[(?<words>[^\[\]]*)\](\([^()]*\)|\[[^\[\]]*\])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"[*`]|\\(?=\W)", RegexOptions.None, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc} -]", RegexOptions.NonBacktracking)]
    private static partial Regex NoIdCharacter();
}

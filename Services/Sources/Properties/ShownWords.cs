using System.Globalization;
using System.Net;
using System.Text;

namespace Markdwell.Services.Sources.Properties;

/// <summary>What a search should find a text by: its headings, and the words that it uses most.</summary>
/// <param name="Words">In lower case, the most frequent first.</param>
public sealed record ShownWords(IReadOnlyList<string> Headings, IReadOnlyList<string> Words)
{
    private const int MaxHeadings = 100;
    private const int MaxHeading = 200;
    private const int MaxWords = 200;
    private const int MaxWord = 40;

    // They stand in every text, so no text is found by them. Of other languages the length alone tells.
    private static readonly HashSet<string> Commonest = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "you", "are", "with", "this", "that", "not", "from", "can", "have", "has", "was", "will", "your", "but", "all", "its", "they",
        "der", "die", "das", "und", "ist", "ein", "eine", "den", "dem", "nicht", "mit", "für", "von", "auf", "les", "des", "une", "est", "que", "pour", "los", "las", "por", "para", "una",
    };

    /// <param name="page">A finished page of ours in UTF-8. It is well-formed, so that reading its tags is enough.</param>
    public static ShownWords Of(ReadOnlySpan<byte> page)
    {
        var start = page.IndexOf("<article"u8);
        var end = page.LastIndexOf("</article>"u8);
        return start < 0 || end < start ? new([], []) : Read(Encoding.UTF8.GetString(page[start..end]));
    }

    private static ShownWords Read(string html)
    {
        var (headings, counts) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var heading = new StringBuilder();
        var (inHeading, inFormula) = (false, false);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            var text = html.AsSpan(at, (open < 0 ? html.Length : open) - at);
            if (!inFormula && !text.IsWhiteSpace())
            {
                var words = WebUtility.HtmlDecode(text.ToString());
                Count(words, counts);
                heading.Append(inHeading ? words : "");
            }

            if (open < 0)
            {
                break;
            }

            at = EndOfTag(html, open);
            var tag = html.AsSpan(open, at - open);
            inFormula = tag.StartsWith("<math", StringComparison.Ordinal) || (inFormula && !tag.StartsWith("</math", StringComparison.Ordinal));
            if (tag is ['<', 'h', >= '1' and <= '6', ..])
            {
                inHeading = true;
            }
            else if (tag is ['<', '/', 'h', >= '1' and <= '6', ..])
            {
                Add(headings, heading);
                inHeading = false;
            }
        }

        return new(headings, [.. counts.OrderByDescending(word => word.Value).Take(MaxWords).Select(word => word.Key)]);
    }

    /// <summary>A value may hold what ends a tag.</summary>
    private static int EndOfTag(string html, int at)
    {
        for (var quoted = false; at < html.Length; at++)
        {
            quoted ^= html[at] == '"';
            if (html[at] == '>' && !quoted)
            {
                return at + 1;
            }
        }

        return html.Length;
    }

    private static void Add(List<string> headings, StringBuilder heading)
    {
        var words = string.Join(' ', heading.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        heading.Clear();
        if (words.Length > 0 && headings.Count < MaxHeadings)
        {
            headings.Add(Cut(words, MaxHeading));
        }
    }

    private static void Count(string text, Dictionary<string, int> counts)
    {
        for (var at = 0; at < text.Length;)
        {
            var from = at;
            while (at < text.Length && IsOfWord(text, ref at))
            {
            }

            if (at > from && Cut(text[from..at].ToLowerInvariant(), MaxWord) is var word && IsTelling(word))
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }

            at += at < text.Length ? 1 : 0;
        }
    }

    private static bool IsOfWord(string text, ref int at)
    {
        _ = Rune.TryGetRuneAt(text, at, out var rune);
        var isOf = Rune.IsLetterOrDigit(rune) || rune.Value == '_'
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
        at += isOf ? rune.Utf16SequenceLength : 0;
        return isOf;
    }

    /// <summary>Scripts without capital letters say much in two signs; the others do not, and a number says nothing.</summary>
    private static bool IsTelling(string word) =>
        !Commonest.Contains(word) && (word.Length > 2 || word.Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter)) && !word.All(char.IsAsciiDigit);

    private static string Cut(string text, int max) =>
        text.Length <= max ? text : text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
}

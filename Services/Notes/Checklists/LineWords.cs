using System.Text.RegularExpressions;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>A line of a list in two parts that two people may change at once: the state of its box, and all else.</summary>
internal static partial class LineWords
{
    private const double LeastLikeness = 0.5;

    /// <returns>0 for different lines, up to 1 for lines that say the same, with whatever bullet, box and indent.</returns>
    public static double Likeness(string one, string other) => LikenessOfWords(WithoutMarks(one), WithoutMarks(other));

    /// <summary>The same of lines that are without marks already.</summary>
    public static double LikenessOfWords(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }
        var start = a.CommonPrefixLength(b);
        var end = 0;
        while (end < Math.Min(a.Length, b.Length) - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }
        var likeness = (double)(start + end) / Math.Max(a.Length, b.Length);
        return likeness >= LeastLikeness ? likeness : 0;
    }

    /// <summary>What two have made of one line, each part for itself.</summary>
    /// <returns>Null when both have changed the same part differently, or one has written something else: who ticked the line did not mean that.</returns>
    public static string? Merge(string was, string ours, string theirs)
    {
        if (ours == was || ours == theirs)
        {
            return theirs;
        }
        if (theirs == was)
        {
            return ours;
        }
        var (w, o, t) = (Boxed.Match(was), Boxed.Match(ours), Boxed.Match(theirs));
        if (!w.Success || !o.Success || !t.Success || Likeness(was, ours) == 0 || Likeness(was, theirs) == 0)
        {
            return null;
        }
        var state = Merge(w, o, t, "state");
        var before = Merge(w, o, t, "before");
        var after = Merge(w, o, t, "after");
        return state is null || before is null || after is null ? null : before + state + after;
    }

    /// <summary>What a line says, without indent, bullet and box.</summary>
    public static string WithoutMarks(string line) => line[Marks.Match(line).Length..].Trim();

    private static string? Merge(Match was, Match ours, Match theirs, string part)
    {
        var (w, o, t) = (was.Groups[part].Value, ours.Groups[part].Value, theirs.Groups[part].Value);
        return o == w || o == t ? t : t == w ? o : null;
    }

    [GeneratedRegex(@"^(?<before>[\s>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[)(?<state>[ xX])(?<after>\].*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Boxed { get; }

    [GeneratedRegex(@"^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marks { get; }
}

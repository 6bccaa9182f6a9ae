namespace Markdwell.Services.Notes.Checklists;

/// <summary>
/// The longest row of lines that two texts have in common (Myers, "An O(ND) Difference Algorithm", 1986). Where they differ in more
/// than <see cref="MostChanges"/> lines, only lines that are unique in both are found: 32 KB of empty lines against 32 KB of others would take minutes.
/// </summary>
internal static class LineDiff
{
    private const int MostChanges = 500;

    /// <returns>For each line of before its counterpart in after, -1 if it has none. Counterparts ascend.</returns>
    public static int[] Match(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var a = Numbered(before, numbers);
        var b = Numbered(after, numbers);
        var matches = new int[a.Length];
        Array.Fill(matches, -1);

        var start = a.AsSpan().CommonPrefixLength(b);
        var (endA, endB) = (a.Length, b.Length);
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            matches[--endA] = --endB;
        }
        for (var i = 0; i < start; i++)
        {
            matches[i] = i;
        }
        var restA = a.AsSpan(start..endA);
        var restB = b.AsSpan(start..endB);
        if (!restA.IsEmpty && !restB.IsEmpty && !TryMyers(restA, restB, matches.AsSpan(start..endA), start))
        {
            UniqueLines.Match(restA, restB, matches.AsSpan(start..endA), start);
        }
        return matches;
    }

    private static int[] Numbered(IReadOnlyList<string> lines, Dictionary<string, int> numbers)
    {
        var numbered = new int[lines.Count];
        for (var i = 0; i < numbered.Length; i++)
        {
            if (!numbers.TryGetValue(lines[i], out numbered[i]))
            {
                numbers.Add(lines[i], numbered[i] = numbers.Count);
            }
        }
        return numbered;
    }

    private static bool TryMyers(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> matches, int offset)
    {
        // furthest[d][d + k] is how far into a the best path of d changes comes on diagonal k.
        var furthest = new List<int[]>();
        for (var d = 0; d <= Math.Min(MostChanges, a.Length + b.Length); d++)
        {
            var row = new int[(2 * d) + 1];
            furthest.Add(row);
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : Step(furthest[d - 1], d, k);
                while (x < a.Length && x - k < b.Length && x - k >= 0 && a[x] == b[x - k])
                {
                    x++;
                }
                row[d + k] = x;
                if (x >= a.Length && x - k >= b.Length)
                {
                    WalkBack(furthest, k, a.Length, matches, offset);
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Where the change begins that leads to diagonal <paramref name="k"/>: one line of b more, or one of a.</summary>
    private static int Step(int[] before, int d, int k)
    {
        var more = k < d - 1 ? before[d - 1 + k + 1] : -1;
        var less = k > 1 - d ? before[d - 1 + k - 1] + 1 : -1;
        return Math.Max(more, less);
    }

    private static void WalkBack(List<int[]> furthest, int k, int x, Span<int> matches, int offset)
    {
        for (var d = furthest.Count - 1; d >= 0; d--)
        {
            var from = d == 0 ? 0 : Step(furthest[d - 1], d, k);
            for (; x > from; x--)
            {
                matches[x - 1] = x - 1 - k + offset;
            }
            if (d > 0)
            {
                var came = furthest[d - 1];
                var isMore = k < d - 1 && came[d + k] == from;
                (k, x) = isMore ? (k + 1, from) : (k - 1, from - 1);
            }
        }
    }
}

namespace Markdwell.Services.Notes.Checklists;

/// <summary>Lines that are there once in each of two texts, and of these the longest row that is in the same order (by patience sorting). Coarse, but cheap for any two texts.</summary>
internal static class UniqueLines
{
    public static void Match(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> matches, int offset)
    {
        var inB = Unique(b);
        var pairs = Unique(a).Where(line => inB.ContainsKey(line.Key)).Select(line => (A: line.Value, B: inB[line.Key])).OrderBy(pair => pair.A).ToList();
        var tops = new List<int>();
        var below = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var pile = tops.BinarySearch(i, Comparer<int>.Create((one, other) => pairs[one].B.CompareTo(pairs[other].B)));
            pile = pile < 0 ? ~pile : pile;
            below[i] = pile == 0 ? -1 : tops[pile - 1];
            if (pile == tops.Count)
            {
                tops.Add(i);
            }
            tops[pile] = i;
        }
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = below[i])
        {
            matches[pairs[i].A] = pairs[i].B + offset;
        }
    }

    private static Dictionary<int, int> Unique(ReadOnlySpan<int> lines)
    {
        var places = new Dictionary<int, int>();
        for (var i = 0; i < lines.Length; i++)
        {
            places[lines[i]] = places.ContainsKey(lines[i]) ? -1 : i;
        }
        return places.Where(place => place.Value >= 0).ToDictionary(place => place.Key, place => place.Value);
    }
}

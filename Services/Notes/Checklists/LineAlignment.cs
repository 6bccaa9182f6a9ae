namespace Markdwell.Services.Notes.Checklists;

/// <summary>Which line of one text has become which of another.</summary>
/// <param name="After">For each line of the one its counterpart in the other, -1 where it is gone.</param>
/// <param name="Before">The same the other way round, -1 for new lines.</param>
/// <param name="IsInPlace">For each line of the one, whether its counterpart is in the same order among those that are; else it has been moved.</param>
internal sealed record LineAlignment(int[] After, int[] Before, bool[] IsInPlace)
{
    private const int MostPairs = 2500;

    public static LineAlignment Between(IReadOnlyList<NoteLine> before, IReadOnlyList<NoteLine> after)
    {
        var matches = LineDiff.Match([.. before.Select(line => line.Content)], [.. after.Select(line => line.Content)]);
        var back = new int[after.Count];
        Array.Fill(back, -1);
        var alignment = new LineAlignment(matches, back, new bool[before.Count]);
        for (var i = 0; i < matches.Length; i++)
        {
            if (matches[i] >= 0)
            {
                alignment.Pair(i, matches[i], isInPlace: true);
            }
        }
        // The surest first.
        alignment.FindMoved(before, after, line => line.Trim());
        alignment.ForEachGap((gone, come) => alignment.PairSimilar(gone, come, before, after));
        alignment.FindMoved(before, after, LineWords.WithoutMarks);
        alignment.ForEachGap((gone, come) => alignment.PairReplaced(gone, come, before, after));
        return alignment;
    }

    private void Pair(int i, int j, bool isInPlace) => (After[i], Before[j], IsInPlace[i]) = (j, i, isInPlace);

    /// <summary>Lines without a word are alike by chance.</summary>
    private void FindMoved(IReadOnlyList<NoteLine> before, IReadOnlyList<NoteLine> after, Func<string, string> words)
    {
        var gone = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var i = 0; i < After.Length; i++)
        {
            if (After[i] < 0 && before[i].Content.Any(char.IsLetterOrDigit))
            {
                var key = words(before[i].Content);
                (gone.TryGetValue(key, out var places) ? places : gone[key] = new()).Enqueue(i);
            }
        }
        for (var j = 0; j < Before.Length; j++)
        {
            if (Before[j] < 0 && gone.TryGetValue(words(after[j].Content), out var places) && places.TryDequeue(out var i))
            {
                Pair(i, j, isInPlace: false);
            }
        }
    }

    /// <summary>Between lines that stayed, those that went and those that came.</summary>
    private void ForEachGap(Action<List<int>, List<int>> pair)
    {
        var j = 0;
        for (var i = 0; i <= After.Length; i++)
        {
            var gone = new List<int>();
            for (; i < After.Length && !IsInPlace[i]; i++)
            {
                gone.AddRange(After[i] < 0 ? [i] : []);
            }
            var end = i < After.Length ? After[i] : Before.Length;
            var come = Enumerable.Range(j, end - j).Where(line => Before[line] < 0).ToList();
            pair(gone, come);
            j = end + 1;
        }
    }

    private void PairSimilar(List<int> gone, List<int> come, IReadOnlyList<NoteLine> before, IReadOnlyList<NoteLine> after)
    {
        if (gone.Count == 0 || come.Count == 0 || (long)gone.Count * come.Count > MostPairs)
        {
            return;
        }
        // A line may be as long as a note: it is looked through once, not once for each of the other side.
        var wordsGone = gone.ConvertAll(i => LineWords.WithoutMarks(before[i].Content));
        var wordsCome = come.ConvertAll(j => LineWords.WithoutMarks(after[j].Content));
        // best[i, j] is how much the lines from i and from j on can have in common.
        var best = new double[gone.Count + 1, come.Count + 1];
        var alike = new double[gone.Count, come.Count];
        for (var i = gone.Count - 1; i >= 0; i--)
        {
            for (var j = come.Count - 1; j >= 0; j--)
            {
                alike[i, j] = LineWords.LikenessOfWords(wordsGone[i], wordsCome[j]);
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), alike[i, j] > 0 ? alike[i, j] + best[i + 1, j + 1] : 0);
            }
        }
        for (int i = 0, j = 0; i < gone.Count && j < come.Count;)
        {
            if (alike[i, j] > 0 && best[i, j] <= alike[i, j] + best[i + 1, j + 1])
            {
                Pair(gone[i++], come[j++], isInPlace: true);
            }
            else if (best[i, j] <= best[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    /// <summary>As many came as went: each has been written in the place of another.</summary>
    private void PairReplaced(List<int> gone, List<int> come, IReadOnlyList<NoteLine> before, IReadOnlyList<NoteLine> after)
    {
        for (var i = 0; gone.Count == come.Count && i < gone.Count; i++)
        {
            if (!before[gone[i]].IsBlank && !after[come[i]].IsBlank)
            {
                Pair(gone[i], come[i], isInPlace: true);
            }
        }
    }
}

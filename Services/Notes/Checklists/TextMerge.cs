namespace Markdwell.Services.Notes.Checklists;

/// <summary>
/// Joins what two have made of one text. Each line is judged for itself, where it stands apart from what it says: one person may
/// tick a line that another moves. What both have added in one place stands there one after the other, equal lines once.
/// </summary>
internal sealed partial class TextMerge
{
    private readonly List<NoteLine> was;
    private readonly List<NoteLine> ours;
    private readonly List<NoteLine> theirs;
    private readonly LineAlignment toOurs;
    private readonly LineAlignment toTheirs;
    private readonly List<NoteLine> merged = [];
    private int nextId;

    private TextMerge(string was, string theirs, NoteText ours)
    {
        this.was = NoteLine.Of(NoteText.Of(was));
        this.ours = NoteLine.Of(ours);
        this.theirs = NoteLine.Of(NoteText.Of(theirs));
        toOurs = LineAlignment.Between(this.was, this.ours);
        toTheirs = LineAlignment.Between(this.was, this.theirs);
        nextId = ours.NextId;
    }

    /// <summary>Whether both have changed the same line differently, or one has removed what the other has changed. There it is as in ours, but nothing that was changed is gone.</summary>
    public bool IsConflict { get; private set; }

    public NoteText Text { get; private set; } = NoteText.Empty;

    public static TextMerge Of(string was, string theirs, NoteText ours)
    {
        var merge = new TextMerge(was, theirs, ours);
        merge.Text = was == theirs ? ours : ours.Text == was || ours.Text == theirs ? ours.With(theirs) : merge.Join(ours);
        return merge;
    }

    private NoteText Join(NoteText text)
    {
        var ourRuns = Runs(toOurs);
        var theirRuns = Runs(toTheirs);
        for (var i = 0; i <= was.Count; i++)
        {
            AddRuns(ourRuns[i], theirRuns[i]);
            if (i < was.Count && (toOurs.After[i] < 0 || toOurs.IsInPlace[i]) && (toTheirs.After[i] < 0 || toTheirs.IsInPlace[i]))
            {
                AddKept(i);
            }
        }
        NoteLine.MendEnds(merged, HasLastEnd());
        var joined = NoteLine.Join(merged, nextId);
        return joined.Text == text.Text ? text : joined;
    }

    /// <summary>The lines that have come or been moved to before each line that stayed, and after the last.</summary>
    private List<int>[] Runs(LineAlignment side)
    {
        var runs = Enumerable.Range(0, was.Count + 1).Select(_ => new List<int>()).ToArray();
        var gap = 0;
        for (var j = 0; j < side.Before.Length; j++)
        {
            if (side.Before[j] is >= 0 and var stayed && side.IsInPlace[stayed])
            {
                gap = stayed + 1;
            }
            else
            {
                runs[gap].Add(j);
            }
        }
        return runs;
    }

    private void AddRuns(List<int> ourRun, List<int> theirRun)
    {
        // A line that was moved is equal to none: it is the line itself.
        var matches = LineDiff.Match(
            [.. ourRun.Select(j => toOurs.Before[j] < 0 ? ours[j].Content : $"\n{j}")],
            [.. theirRun.Select(j => toTheirs.Before[j] < 0 ? theirs[j].Content : $"\r{j}")]);
        var next = 0;
        for (var i = 0; i < ourRun.Count; i++)
        {
            for (; next < matches[i]; next++)
            {
                AddTheirs(theirRun[next]);
            }
            next = Math.Max(next, matches[i] + 1);
            AddOurs(ourRun[i]);
        }
        for (; next < theirRun.Count; next++)
        {
            AddTheirs(theirRun[next]);
        }
    }
}

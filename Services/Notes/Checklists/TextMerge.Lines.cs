namespace Markdwell.Services.Notes.Checklists;

/// <summary>What becomes of each line.</summary>
internal sealed partial class TextMerge
{
    private void AddOurs(int j)
    {
        if (toOurs.Before[j] is >= 0 and var moved)
        {
            AddKept(moved);
        }
        else
        {
            merged.Add(ours[j]);
        }
    }

    private void AddTheirs(int j)
    {
        if (toTheirs.Before[j] is not (>= 0 and var moved))
        {
            merged.Add(theirs[j] with { Id = nextId++ });
        }
        else if (toOurs.After[moved] < 0 || toOurs.IsInPlace[moved])
        {
            AddKept(moved);
        }
    }

    /// <summary>A line that was there before, if it still is: nobody has removed it, or one of both has changed it.</summary>
    private void AddKept(int i)
    {
        var our = toOurs.After[i] < 0 ? null : ours[toOurs.After[i]];
        var their = toTheirs.After[i] < 0 ? null : theirs[toTheirs.After[i]];
        if (our is null)
        {
            IsConflict |= their is not null && their.Content != was[i].Content;
        }
        else if (their is null)
        {
            if (our.Content != was[i].Content)
            {
                IsConflict = true;
                merged.Add(our);
            }
        }
        else
        {
            var content = LineWords.Merge(was[i].Content, our.Content, their.Content);
            IsConflict |= content is null;
            merged.Add(our with { Content = content ?? our.Content, End = our.End == was[i].End ? their.End : our.End });
        }
    }

    private bool HasLastEnd()
    {
        bool Has(List<NoteLine> lines) => lines.Count == 0 || lines[^1].End.Length > 0;
        return Has(ours) == Has(was) ? Has(theirs) : Has(ours);
    }
}

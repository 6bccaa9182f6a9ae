namespace Markdwell.Services.Notes.Checklists;

/// <summary>Operations that take an item, and all that is in it, to another place or away.</summary>
internal static class Placements
{
    public static Change Do(Checklist list, Move move)
    {
        if (Find(list, move.Item) is not { } item || (move.Before ?? move.After) is { } id && Find(list, id) is null)
        {
            return Change.Not(OperationOutcome.Gone);
        }
        var draft = new NoteDraft(list);
        if (Find(list, move.Before ?? move.After) is not { } target || draft.IsIn(target, item))
        {
            return Change.Not(OperationOutcome.Impossible);
        }
        var isThere = move.Before is null ? draft.Previous(item) == target : draft.Next(item) == target;
        return isThere ? Change.Not(OperationOutcome.Ok) : Place(draft, item, move.Before is null ? draft.After(target) : draft.Before(target));
    }

    /// <summary>
    /// In goes it below what is in the item above. Out goes it below all that is in the item around it, so that those
    /// that came after it stay where they are: in place, they would be taken along, in an item that nobody put them into.
    /// </summary>
    public static Change Do(Checklist list, Indent indent)
    {
        if (Find(list, indent.Item) is not { } item)
        {
            return Change.Not(OperationOutcome.Gone);
        }
        var draft = new NoteDraft(list);
        var spot = indent.By switch
        {
            1 when draft.Previous(item) is { } above => draft.LastIn(above) is { } last ? draft.After(last) : draft.In(above, draft.LineOf(item).Style),
            -1 when draft.Parent(item) is { } around => draft.After(around),
            _ => null,
        };
        return spot is null ? Change.Not(OperationOutcome.Impossible) : Place(draft, item, spot);
    }

    public static Change Do(Checklist list, Remove remove)
    {
        if (Find(list, remove.Item) is not { } item)
        {
            return Change.Not(OperationOutcome.Gone);
        }
        if (remove.Was.Trim() is var was && was != item.Label && was != item.Words)
        {
            return Change.Not(OperationOutcome.Conflict, item.Words);
        }
        var draft = new NoteDraft(list);
        if (!draft.LineOf(item).IsWhole)
        {
            return Change.Not(OperationOutcome.Impossible);
        }
        KeepNumber(draft, item);
        draft.Remove(item);
        return draft.ToChange();
    }

    private static ChecklistItem? Find(Checklist list, int? id) => list.Items.FirstOrDefault(item => item.Id == id);

    private static Change Place(NoteDraft draft, ChecklistItem item, Spot spot)
    {
        if (!draft.LineOf(item).IsWhole)
        {
            return Change.Not(OperationOutcome.Impossible);
        }
        KeepNumber(draft, item);
        draft.Move(item, spot);
        return draft.ToChange();
    }

    /// <summary>A list counts from the number of its first item: when that one goes, the next one takes it over.</summary>
    private static void KeepNumber(NoteDraft draft, ChecklistItem item)
    {
        var style = draft.LineOf(item).Style;
        bool IsBrother(ChecklistItem? other) => other is not null && draft.LineOf(other).Style.IsLike(style);
        if (style.Number is { } number && !IsBrother(draft.Previous(item)) && draft.Next(item) is { } next && IsBrother(next))
        {
            draft.Restyle(next, draft.LineOf(next).Style.Numbered(number));
        }
    }
}

namespace Markdwell.Services.Notes.Checklists;

/// <summary>New items. Where the place that was asked for is gone, they go to the next best: words are worth more than their place.</summary>
internal static class Additions
{
    public static Change Do(Checklist list, Add add)
    {
        var pasted = PastedItem.Read(add.Text);
        if (pasted.Count == 0)
        {
            return Change.Not(OperationOutcome.Impossible);
        }
        var draft = new NoteDraft(list);
        var spot = Spot(draft, list, add);
        var lines = new List<NoteLine>();
        var items = new List<ItemState>();
        var open = new Stack<ItemStyle>();
        foreach (var item in pasted)
        {
            open.Push(StyleOf(item, open, spot));
            if (spot.IsLoose && lines.Count > 0)
            {
                lines.Add(draft.NewBlank(open.Peek()));
            }
            var written = new ItemLine(open.Peek(), item.IsDone ? 'x' : ' ', " ", item.Words, "", IsWhole: true);
            lines.Add(draft.New(written.ToString()));
            items.Add(new(lines[^1].Id, item.IsDone, written.IsOptional, spot.Depth + item.Depth, written.Label));
        }
        draft.Insert(spot, lines, items);
        return draft.ToChange();
    }

    private static Spot Spot(NoteDraft draft, Checklist list, Add add)
    {
        if (list.Items.FirstOrDefault(item => item.Id == add.After) is { } item)
        {
            return draft.After(item);
        }
        return draft.EndOf(list.Headings.FirstOrDefault(heading => heading.Id == add.Heading));
    }

    private static ItemStyle StyleOf(PastedItem item, Stack<ItemStyle> open, Spot spot)
    {
        while (open.Count > item.Depth + 1)
        {
            open.Pop();
        }
        return open.Count > item.Depth ? open.Pop().Next() : open.TryPeek(out var above) ? above.Child() : spot.Style;
    }
}

namespace Markdwell.Services.Notes.Checklists;

/// <summary>A note in the making: its lines and the items that they must show. What it offers is read from the note as it was.</summary>
internal sealed partial class NoteDraft
{
    private readonly Checklist list;
    private readonly List<NoteLine> was;
    private readonly List<NoteLine> lines;
    private readonly List<ItemState> items;
    private int nextId;

    public NoteDraft(Checklist list)
    {
        this.list = list;
        was = NoteLine.Of(list.Text);
        lines = [.. was];
        items = [.. list.Items.Select(ItemState.Of)];
        nextId = list.Text.NextId;
    }

    public ItemLine LineOf(ChecklistItem item) => ItemLine.Of(list.Text.Text, item.Place);

    public NoteLine New(string content) => new(nextId++, content, NoteLine.UsualEnd(was));

    /// <summary>In a quote, an empty line has its mark.</summary>
    public NoteLine NewBlank(ItemStyle style) => New(style.ContentLead.TrimEnd());

    /// <summary>Before all else: places are those of the note as it was.</summary>
    public void Insert(Spot spot, IReadOnlyList<NoteLine> added, IReadOnlyList<ItemState> states)
    {
        var at = spot.Line;
        var block = added.ToList();
        if ((spot.IsLoose && !spot.IsAhead) || spot.IsApart)
        {
            // Empty lines at the very end are used up before others are made.
            if (at < lines.Count && lines.Skip(at).All(line => line.IsBlank))
            {
                at++;
            }
            else
            {
                block.Insert(0, NewBlank(spot.Style));
            }
        }
        if (at < lines.Count && !lines[at].IsBlank && (spot.IsAhead ? spot.IsLoose : spot.IsApart))
        {
            block.Add(NewBlank(spot.Style));
        }
        lines.InsertRange(at, block);
        items.InsertRange(spot.Item, states);
    }

    /// <summary>Takes an item away with all that is in it, and one of two empty lines that would be left.</summary>
    public void Remove(ChecklistItem item)
    {
        var from = lines.FindIndex(line => line.Id == item.Id);
        lines.RemoveRange(from, item.Place.LastLine - item.Place.Line + 1);
        if (from < lines.Count && lines[from].IsBlank && (from == 0 || (lines[from - 1].IsBlank && lines[from - 1].Content.Trim() == lines[from].Content.Trim())))
        {
            lines.RemoveAt(from);
        }
        var first = items.FindIndex(state => state.Id == item.Id);
        items.RemoveRange(first, CountIn(item));
    }

    /// <summary>Takes an item elsewhere.</summary>
    public void Move(ChecklistItem item, Spot spot)
    {
        var restyled = Restyled(item, spot.Style);
        var states = list.Items.Skip(IndexOf(item)).Take(CountIn(item)).Select(ItemState.Of).Select(state => state with { Depth = state.Depth - item.Depth + spot.Depth }).ToList();
        // Between insertion and removal its lines are there twice; those that came have negative names until then.
        Insert(spot, [.. restyled.Select(line => line with { Id = -line.Id })], [.. states.Select(state => state with { Id = -state.Id })]);
        Remove(item);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i] = lines[i].Id < 0 ? lines[i] with { Id = -lines[i].Id } : lines[i];
        }
        for (var i = 0; i < items.Count; i++)
        {
            items[i] = items[i].Id < 0 ? items[i] with { Id = -items[i].Id } : items[i];
        }
    }

    /// <summary>Writes an item, and all that is in it, otherwise.</summary>
    public void Restyle(ChecklistItem item, ItemStyle style)
    {
        var from = lines.FindIndex(line => line.Id == item.Id);
        var restyled = Restyled(item, style);
        for (var i = 0; i < restyled.Count; i++)
        {
            lines[from + i] = restyled[i];
        }
    }

    public Change ToChange()
    {
        NoteLine.MendEnds(lines, hasLastEnd: was.Count == 0 || was[^1].End.Length > 0);
        return new(OperationOutcome.Ok, NoteLine.Join(lines, nextId), items);
    }

    private List<NoteLine> Restyled(ChecklistItem item, ItemStyle style)
    {
        var line = LineOf(item);
        return [.. was[item.Place.Line..(item.Place.LastLine + 1)].Select((old, i) =>
            old with { Content = i == 0 ? (line with { Style = style }).ToString() : line.Style.Shift(old.Content, style) })];
    }
}

namespace Markdwell.Services.Notes.Checklists;

/// <summary>Places in the note, and who is next to whom.</summary>
internal sealed partial class NoteDraft
{
    public Spot After(ChecklistItem item)
    {
        var style = StyleIn(item);
        return new(item.Place.LastLine + 1, IndexOf(item) + CountIn(item), item.Depth, style.Next(), IsLoose: IsLoose(item));
    }

    public Spot Before(ChecklistItem item) => new(item.Place.Line, IndexOf(item), item.Depth, StyleIn(item), IsLoose: IsLoose(item), IsAhead: true);

    /// <summary>Below an item that has none in it yet.</summary>
    public Spot In(ChecklistItem item, ItemStyle style)
    {
        var lead = LineOf(item).Style.ContentLead;
        return new(item.Place.LastLine + 1, IndexOf(item) + 1, item.Depth + 1, (style.Number is null ? style : style.Numbered(1)) with { Lead = lead });
    }

    /// <summary>Below all that stands below a heading, up to the next one; or below the whole text. Where that is a list of items, they go on with it.</summary>
    public Spot EndOf(ChecklistHeading? heading)
    {
        var from = heading is null ? 0 : was.FindIndex(line => line.Id == heading.Id);
        var next = heading is null ? null : list.Headings.SkipWhile(other => other != heading).Skip(1).FirstOrDefault();
        var to = next is null ? was.Count : was.FindIndex(line => line.Id == next.Id);
        var last = to - 1;
        while (last >= from && was[last].IsBlank)
        {
            last--;
        }
        if (list.Items.LastOrDefault(item => item.Depth == 0 && item.Place.Line >= from && item.Place.Line < to) is { } item && item.Place.LastLine == last)
        {
            return After(item);
        }
        var before = list.Items.Count(item => item.Place.Line <= last);
        // A line of a list without boxes; an empty line after it would draw that list with more space.
        return last >= from && was[last].Content is [('-' or '+' or '*') and var bullet, ' ' or '\t', ..]
            ? new(last + 1, before, 0, ItemStyle.Plain with { Marker = bullet.ToString() })
            : new(last + 1, before, 0, ItemStyle.Plain, IsApart: last >= 0);
    }

    /// <summary>The item before it in the same item, with nothing else between.</summary>
    public ChecklistItem? Previous(ChecklistItem item)
    {
        for (var i = IndexOf(item) - 1; i >= 0 && list.Items[i].Depth >= item.Depth; i--)
        {
            if (list.Items[i].Depth == item.Depth)
            {
                return AreNeighbours(list.Items[i], item) ? list.Items[i] : null;
            }
        }
        return null;
    }

    public ChecklistItem? Next(ChecklistItem item) =>
        list.Items.ElementAtOrDefault(IndexOf(item) + CountIn(item)) is { } next && next.Depth == item.Depth && AreNeighbours(item, next) ? next : null;

    public ChecklistItem? Parent(ChecklistItem item) => list.Items.Take(IndexOf(item)).LastOrDefault(other => other.Depth < item.Depth);

    public ChecklistItem? LastIn(ChecklistItem item) => list.Items.Skip(IndexOf(item)).Take(CountIn(item)).LastOrDefault(other => other.Depth == item.Depth + 1);

    public bool IsIn(ChecklistItem item, ChecklistItem around) => IndexOf(item) - IndexOf(around) is var offset && offset >= 0 && offset < CountIn(around);

    /// <summary>As the items next to it are written; where all have the same number, the next one has it too.</summary>
    private ItemStyle StyleIn(ChecklistItem item)
    {
        var style = LineOf(item).Style.Sibling();
        var isRepeated = style.Number is { } number && new[] { Previous(item), Next(item) }.Any(other => other is not null && LineOf(other).Style.Number == number);
        return style with { IsRepeated = isRepeated };
    }

    private bool IsLoose(ChecklistItem item) =>
        (Previous(item) is { } previous && item.Place.Line > previous.Place.LastLine + 1) || (Next(item) is { } next && next.Place.Line > item.Place.LastLine + 1);

    private bool AreNeighbours(ChecklistItem item, ChecklistItem next) =>
        LineOf(item).Style.Quotes == LineOf(next).Style.Quotes
        && next.Place.Line > item.Place.LastLine
        && was[(item.Place.LastLine + 1)..next.Place.Line].TrueForAll(line => line.IsBlank);

    private int IndexOf(ChecklistItem item) => list.Items.TakeWhile(other => other != item).Count();

    /// <summary>Itself and those in it.</summary>
    private int CountIn(ChecklistItem item) => 1 + list.Items.Skip(IndexOf(item) + 1).TakeWhile(other => other.Depth > item.Depth).Count();
}

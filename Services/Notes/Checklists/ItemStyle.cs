using System.Globalization;

namespace Markdwell.Services.Notes.Checklists;

/// <summary>How the items of a list are written.</summary>
/// <param name="Lead">Indent and marks of quotes.</param>
/// <param name="Marker">The bullet, or the number and what ends it.</param>
/// <param name="Space">What stands between marker and box.</param>
internal sealed record ItemStyle(string Lead, string Marker, string Space)
{
    private const int TabWidth = 4;

    public static ItemStyle Plain { get; } = new("", "-", " ");

    /// <summary>Whether all items have the same number.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Null of a bullet.</summary>
    public int? Number => Marker.Length > 1 && int.TryParse(Marker.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int Quotes => Lead.Count(c => c == '>');

    /// <summary>The column of the box, where all that is in the item begins.</summary>
    public int ContentColumn => ColumnAfter($"{Lead}{Marker}{Space}");

    /// <summary>What stands before the lines below the first.</summary>
    public string ContentLead => $"{OwnLead}{new string(' ', ContentColumn - ColumnAfter(Lead))}";

    /// <summary>For another line: in <c>- 1. [ ] a</c> the bullet belongs to the first line alone.</summary>
    private string OwnLead => string.Concat(Lead.Select(c => c is ' ' or '\t' or '>' ? c : ' '));

    public static int ColumnAfter(ReadOnlySpan<char> line)
    {
        var column = 0;
        foreach (var c in line)
        {
            column += c == '\t' ? TabWidth - (column % TabWidth) : 1;
        }
        return column;
    }

    /// <summary>Of an item on a line of its own.</summary>
    public ItemStyle Sibling() => this with { Lead = OwnLead };

    public ItemStyle Child() => Plain with { Lead = ContentLead, Marker = Number is null ? Marker : Plain.Marker };

    public ItemStyle Next() => Number is { } number && !IsRepeated ? Numbered(number + 1) : this;

    public ItemStyle Numbered(int number) => this with { Marker = string.Create(CultureInfo.InvariantCulture, $"{number}{Marker[^1]}") };

    /// <summary>Whether two items can be brothers of one list.</summary>
    public bool IsLike(ItemStyle other) => Marker.LastOrDefault() == other.Marker.LastOrDefault() && Number is null == other.Number is null;

    /// <summary>A line below that of the box, in an item that is written otherwise now.</summary>
    public string Shift(string content, ItemStyle other)
    {
        if (ContentLead == other.ContentLead)
        {
            return content;
        }
        var at = 0;
        for (var quotes = 0; at < content.Length && ColumnAfter(content.AsSpan(0, at)) < ContentColumn; at++)
        {
            if (content[at] is not (' ' or '\t') && !(content[at] == '>' && quotes++ < Quotes))
            {
                break;
            }
        }
        if (content.AsSpan(at).Trim().IsEmpty)
        {
            return Quotes + other.Quotes == 0 ? content : other.ContentLead.TrimEnd();
        }
        var column = ColumnAfter(content.AsSpan(0, at));
        // Text that goes on without its indent does so anywhere.
        return column < ContentColumn ? content : other.ContentLead + WithoutTabs(content, at, column - ContentColumn);
    }

    /// <summary>How wide a tab is depends on where it stands, so those that come to stand elsewhere become spaces.</summary>
    private string WithoutTabs(string content, int at, int spaces)
    {
        var rest = content.AsSpan(at).TrimStart(" \t");
        var lead = content.AsSpan(0, content.Length - rest.Length);
        return lead[at..].Contains('\t') || spaces > 0 ? $"{new string(' ', ColumnAfter(lead) - ContentColumn)}{rest}" : content[at..];
    }

    public override string ToString() => $"{Lead}{Marker}{Space}";
}

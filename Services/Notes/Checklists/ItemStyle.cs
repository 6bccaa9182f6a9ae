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

    /// <summary>Null of a bullet.</summary>
    public int? Number => int.TryParse(Marker.AsSpan()[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

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

    public ItemStyle Numbered(int number) => this with { Marker = string.Create(CultureInfo.InvariantCulture, $"{number}{Marker[^1]}") };

    /// <summary>Whether two items can be brothers of one list.</summary>
    public bool IsLike(ItemStyle other) => Marker[^1] == other.Marker[^1] && Number is null == other.Number is null;

    public override string ToString() => $"{Lead}{Marker}{Space}";
}

using System.Xml;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>Counts what a drawing repeats. Nothing that repeats may itself be repeated, so the work grows with the size of the drawing.</summary>
internal sealed class DrawingUses(int max)
{
    private readonly List<(int Depth, string Id)> open = [];
    private readonly HashSet<string> repeating = new(StringComparer.Ordinal);
    private readonly HashSet<string> repeated = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Is asked for every element, in the order of the drawing.</summary>
    public bool Allow(XmlReader reader)
    {
        open.RemoveAll(element => element.Depth >= reader.Depth);
        open.Add((reader.Depth, reader.GetAttribute("id") ?? ""));
        if (reader.LocalName != "use")
        {
            return true;
        }

        repeating.UnionWith(open.Select(element => element.Id).Where(id => id.Length > 0));
        if ((reader.GetAttribute("href") ?? reader.GetAttribute("href", DrawingLists.XLink)) is { } target)
        {
            repeated.Add(target.TrimStart('#'));
        }

        return ++count <= max && !repeating.Overlaps(repeated);
    }
}

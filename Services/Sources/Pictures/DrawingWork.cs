using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>
/// Counts the elements that a browser draws. What is named as a copy, a mask, a pattern or a marker is drawn again for each that names
/// it, with all that it names itself: by a few lines a browser is busy for hours.
/// </summary>
internal sealed partial class DrawingWork
{
    private const int LongestChain = 500;
    private const long Endless = int.MaxValue;

    private readonly ILookup<string, XElement> targets;
    private readonly DrawingStyles styles;
    private readonly bool maskIsInherited;
    private readonly Dictionary<XElement, Extent> extents = [];
    private readonly Dictionary<XElement, long> costs = [];

    private DrawingWork(XElement drawing, string text)
    {
        targets = drawing.DescendantsAndSelf().Where(element => element.Attribute("id") is not null).ToLookup(element => element.Attribute("id")!.Value, StringComparer.Ordinal);
        styles = new(drawing);
        maskIsInherited = text.Contains("inherit", StringComparison.OrdinalIgnoreCase);
        Measure(drawing);
    }

    /// <summary>At least as many as there are; a number without meaning when there is no end of them.</summary>
    public static long Of(XElement drawing, string text) => new DrawingWork(drawing, text).Cost(drawing, 0);

    private Extent Measure(XElement element)
    {
        var extent = element.Elements().Aggregate(
            new Extent(1, Length(element, "d") + Length(element, "points")),
            (sum, child) => Measure(child) is var inner ? new(sum.Elements + inner.Elements, sum.Letters + inner.Letters) : sum);
        return extents[element] = extent;
    }

    private long Cost(XElement element, int chain)
    {
        if (costs.TryGetValue(element, out var known))
        {
            return known;
        }

        // Found again while it is being counted, it draws itself.
        costs[element] = Endless;
        var cost = element.Elements().Aggregate(1L, (sum, child) => Math.Min(Endless, sum + Cost(child, chain + 1)));
        foreach (var (name, times) in Named(element))
        {
            cost = chain > LongestChain ? Endless : targets[name].Aggregate(cost, (sum, target) => Math.Min(Endless, sum + (times * Cost(target, chain + 1))));
        }

        return costs[element] = cost;
    }

    /// <summary>What an element names, and how often that is drawn for it and the elements within.</summary>
    private IEnumerable<(string Name, long Times)> Named(XElement element)
    {
        foreach (var attribute in element.Attributes())
        {
            if (attribute.Name.LocalName == "href")
            {
                yield return (Uri.UnescapeDataString(attribute.Value.TrimStart('#')), 1);
            }

            foreach (var name in NamesIn(attribute.Value))
            {
                yield return (name, Times(element, attribute.Name.LocalName, attribute.Value));
            }
        }

        foreach (var (name, style) in styles.For(element))
        {
            yield return (name, Times(element, "style", style));
        }
    }

    /// <summary>Fillings and markers pass to all elements within, and a marker stands at each corner of a line: one in two letters, at most.</summary>
    private long Times(XElement element, string attribute, string value) => attribute switch
    {
        "mask" or "clip-path" or "filter" when !maskIsInherited => 1,
        "marker" or "marker-mid" => extents[element].Elements + extents[element].Letters,
        "style" when value.Contains("marker", StringComparison.OrdinalIgnoreCase) => extents[element].Elements + extents[element].Letters,
        _ => extents[element].Elements,
    };

    /// <summary>The places in the drawing that a style or an attribute names.</summary>
    public static IEnumerable<string> NamesIn(string style) => Place().Matches(style).Select(place => Uri.UnescapeDataString(place.Groups["name"].Value));

    private static long Length(XElement element, string attribute) => element.Attribute(attribute)?.Value.Length ?? 0;

    [GeneratedRegex(@"url\s*\(\s*[""']?\s*#(?<name>[^""')\s]*)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 500)]
    private static partial Regex Place();

    /// <param name="Letters">Of its lines.</param>
    private sealed record Extent(long Elements, long Letters);
}

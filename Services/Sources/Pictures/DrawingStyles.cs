using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Markdwell.Services.Sources.Pictures;

/// <summary>Which elements the style sheets of a drawing lead to other places in it. What is not read for sure is meant for all elements.</summary>
internal sealed partial class DrawingStyles
{
    private readonly List<(HashSet<string>? Classes, string Name, string Style)> rules = [];

    public DrawingStyles(XElement drawing)
    {
        // Gradients and filters draw no elements, so that it does not matter who names them.
        var harmless = drawing.Descendants().Where(element => element.Name.LocalName is "linearGradient" or "radialGradient" or "filter")
            .Select(element => element.Attribute("id")?.Value ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var sheet in drawing.Descendants().Where(element => element.Name.LocalName == "style").Select(style => style.Value))
        {
            rules.AddRange(Rules(sheet).Where(rule => !harmless.Contains(rule.Name)));
        }
    }

    public IEnumerable<(string Name, string Style)> For(XElement element)
    {
        if (rules.Count == 0)
        {
            return [];
        }

        var own = (element.Attribute("class")?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return rules.Where(rule => rule.Classes is null || rule.Classes.Overlaps(own)).Select(rule => (rule.Name, rule.Style));
    }

    private static IEnumerable<(HashSet<string>? Classes, string Name, string Style)> Rules(string sheet) => PlainSheet().IsMatch(sheet)
        ? from Match rule in Rule().Matches(sheet)
          let classes = rule.Groups["classes"].Value.Split(',').Select(word => word.Trim().TrimStart('.')).ToHashSet(StringComparer.Ordinal)
          from name in DrawingWork.NamesIn(rule.Groups["style"].Value)
          select (classes, name, rule.Groups["style"].Value)
        : DrawingWork.NamesIn(sheet).Select(name => ((HashSet<string>?)null, name, sheet));

    // As drawing programs write them: classes alone, and nothing by which a browser could see other rules than we do.
    [GeneratedRegex(@"\A(\s*\.[\w-]+(\s*,\s*\.[\w-]+)*\s*\{[^{}""'/@]*\})*\s*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainSheet();

    [GeneratedRegex(@"(?<classes>[^{}]*)\{(?<style>[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rule();
}

using System.Xml;
using System.Xml.Linq;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// Reads what KaTeX wrote and makes it anew from lists: should the script ever be talked into writing something else, that
/// does not get through.
/// </summary>
internal static class MathmlReader
{
    // Browsers flatten trees deeper than about 512; the text around a formula may need half of that.
    private const int Deepest = 160;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <returns>Null when it is nested too deeply.</returns>
    public static MathElement? Read(string html)
    {
        using var text = new StringReader(html);
        using var xml = XmlReader.Create(text, Settings);
        // KaTeX puts the formula into a span, and its source beside it, which no browser shows.
        var math = XElement.Load(xml).Elements().Single();
        var formula = math.Elements().Single().Elements().First();
        return Read(formula, depth: 0) is { } tree
            ? new("math", "", [tree], math.Attribute("display")?.Value == "block" ? [new("display", "block")] : [])
            : null;
    }

    private static MathElement? Read(XElement element, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }
        var name = element.Name.LocalName;
        // KaTeX tells the kind of a whole by an element of text around elements.
        if (MathmlLists.HoldsText(name) && (!element.HasElements || IsWord(element)))
        {
            return MathmlShapes.Word(element);
        }
        var children = new List<MathElement>();
        foreach (var child in element.Elements().Where(child => !MathmlTables.IsFiller(child)))
        {
            if (Read(child, depth + 1) is not { } read)
            {
                return null;
            }
            children.Add(read);
        }
        return MathmlShapes.Of(element, children);
    }

    /// <summary><c>\bmod</c> and its like: an operator of upright letters.</summary>
    private static bool IsWord(XElement element) => element.Name.LocalName == "mo" && element.Descendants().All(part => part.Name.LocalName == "mrow" || part.Attribute("mathvariant")?.Value == "normal");
}

using System.Xml.Linq;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>
/// What KaTeX says in a way that MathML Core has no more is said in one that every browser knows: frames and strikes by
/// classes, padding by space, a new line by a table of lines.
/// </summary>
internal static class MathmlShapes
{
    public static MathElement Of(XElement element, List<MathElement> children)
    {
        var name = element.Name.LocalName;
        switch (name)
        {
            case "menclose":
                return Enclosed(element.Attribute("notation")?.Value.Split(' ') ?? [], children);
            case "mtable":
                return MathmlTables.Make(element, children);
            case "mspace" when element.Attribute("linebreak") is not null:
                return new("mspace", "", [], [new("class", "formula-break")]);
            case "mspace" when element.Attribute("mathbackground")?.Value == "black":
                // \rule in the colour of the text, which is not black everywhere.
                return new("mspace", "", [], [.. MathmlLists.Clean(name, element).Where(attribute => attribute.Key != "mathbackground"), new("class", "formula-ink")]);
            case "mpadded" when IsPadding(element):
                return Padded(element, children);
            case "mpadded" when element.Attribute("lspace")?.Value.EndsWith("width", StringComparison.Ordinal) == true:
                // Nothing in MathML Core moves by a part of its own width.
                return new("mrow", "", children, []);
            case "mover" or "munder" when children is [var body, { Text: "‾" } line] && line["stretchy"] == "true":
                // No font of the systems has a line that grows.
                return new("mrow", "", [body], [new("class", name == "mover" ? "formula-over" : "formula-under")]);
            case "mstyle" when element.Attribute("style") is not null:
                return new("mrow", "", children, [new("class", "formula-heavy")]);
            default:
                return Plain(MathmlLists.HoldsElements(name) ? name : "mrow", element, children);
        }
    }

    /// <summary>Brackets of <c>\left</c> and <c>\right</c> grow. KaTeX's bars are the signs for "divides" and "parallel", which do not.</summary>
    public static MathElement Word(XElement element)
    {
        var name = element.Name.LocalName;
        var attributes = MathmlLists.Clean(name, element);
        var text = element.Value;
        if (attributes.Exists(attribute => attribute is { Key: "fence", Value: "true" }))
        {
            attributes.RemoveAll(attribute => attribute.Key == "stretchy");
            attributes.Add(new("stretchy", "true"));
            text = text switch { "∣" => "|", "∥" => "‖", _ => text };
        }
        return new(name, text, [], attributes);
    }

    private static MathElement Plain(string name, XElement element, List<MathElement> children)
    {
        var attributes = MathmlLists.Clean(name, element);
        if (name == "mrow" && children.Exists(IsBreak))
        {
            return MathmlTables.OfLines(children);
        }
        // Half of KaTeX's rows group a single element.
        return name is "mrow" or "mstyle" && attributes.Count == 0 && children is [var only] ? only : new(name, "", children, attributes);
    }

    private static bool IsBreak(MathElement element) => element["class"] == "formula-break";

    /// <summary>A "+" makes room around the content; in MathML Core it is the sign of a width.</summary>
    private static bool IsPadding(XElement element) => element.Attribute("width")?.Value.StartsWith('+') == true;

    private static MathElement Padded(XElement element, List<MathElement> children)
    {
        var attributes = MathmlLists.Clean("mrow", element).Where(attribute => attribute.Key is "mathbackground");
        var isBox = element.Attribute("height") is not null;
        var isFramed = element.Attribute("style") is not null;
        return isBox
            ? new("mrow", "", children, [.. attributes, new("class", isFramed ? "formula-box" : "formula-tint")])
            : new("mrow", "", [Space(), .. children, Space()], []);
    }

    private static MathElement Space() => new("mspace", "", [], [new("width", "0.3em")]);

    private static MathElement Enclosed(string[] notation, List<MathElement> children)
    {
        if (children is [{ Name: "mtable" } table])
        {
            return MathmlTables.Framed(table, notation);
        }
        var shape = notation switch
        {
            ["updiagonalstrike", "downdiagonalstrike"] => "formula-cancel-both",
            ["updiagonalstrike"] => "formula-cancel-up",
            ["downdiagonalstrike"] => "formula-cancel-down",
            ["horizontalstrike"] => "formula-strike",
            ["actuarial"] => "formula-angle",
            ["phasorangle"] => "formula-phase",
            _ => "formula-box",
        };
        return new("mrow", "", children, [new("class", shape)]);
    }
}

using System.Xml.Linq;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Tables of MathML Core know neither alignment nor lines: here each cell says its own, by classes.</summary>
internal static class MathmlTables
{
    /// <summary>Empty cells that centre a numbered line, and the row after the last line.</summary>
    public static bool IsFiller(XElement part) =>
        part.Name.LocalName is "mtd" or "mtr" && !part.HasElements && (part.Name.LocalName == "mtr" || part.Attribute("class") is not null);

    public static MathElement Make(XElement element, List<MathElement> rows)
    {
        if (element.Attribute("width") is not null)
        {
            // \tag: content and number on one line, the number at its end.
            return new("mtable", "", [.. rows.Select(row => WithCells(row, (cell, column) => column % 2 == 0 ? With(cell, "formula-filling") : cell))], [new("class", "formula-tagged")]);
        }
        var sides = Words(element, "columnalign");
        var spacing = Words(element, "columnspacing");
        var columnLines = Words(element, "columnlines");
        var rowLines = Words(element, "rowlines");
        var isTight = spacing is ["0em", ..];
        var shaped = rows.Select((row, line) => WithCells(row, (cell, column) => With(cell,
            At(sides, column) is "left" or "right" ? $"formula-{sides[column]}" : "",
            isTight && At(spacing, column - 1) == "1em" ? "formula-apart" : "",
            At(columnLines, column - 1) is "solid" or "dashed" ? "formula-line-left" : "",
            At(rowLines, line - 1) is "solid" or "dashed" ? "formula-line-top" : "")));
        return new("mtable", "", [.. shaped], isTight ? [new("class", "formula-tight")] : spacing is ["0.2778em"] ? [new("class", "formula-small")] : []);
    }

    /// <summary>Lines at the edges. KaTeX names the side by the wrong word: the left one "top", the lower one "right".</summary>
    public static MathElement Framed(MathElement table, string[] notation)
    {
        var rows = table.Children;
        return table with
        {
            Children = [.. rows.Select((row, line) => WithCells(row, (cell, column) => With(cell,
                column == 0 && notation.Contains("top", StringComparer.Ordinal) ? "formula-line-left" : "",
                column == row.Children.Count - 1 && notation.Contains("bottom", StringComparer.Ordinal) ? "formula-line-right" : "",
                line == 0 && notation.Contains("left", StringComparer.Ordinal) ? "formula-line-top" : "",
                line == rows.Count - 1 && notation.Contains("right", StringComparer.Ordinal) ? "formula-line-bottom" : "")))],
        };
    }

    /// <summary>What <c>\\</c> divides outside a table.</summary>
    public static MathElement OfLines(IReadOnlyList<MathElement> children)
    {
        var lines = new List<List<MathElement>> { new() };
        foreach (var child in children)
        {
            if (child["class"] == "formula-break")
            {
                lines.Add([]);
            }
            else
            {
                lines[^1].Add(child);
            }
        }
        return new("mtable", "", [.. lines.Select(line => new MathElement("mtr", "", [new("mtd", "", line, [])], []))], [new("class", "formula-tight"), new("displaystyle", "true")]);
    }

    private static string[] Words(XElement element, string attribute) => element.Attribute(attribute)?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? At(string[] words, int index) => index >= 0 && index < words.Length ? words[index] : null;

    private static MathElement WithCells(MathElement row, Func<MathElement, int, MathElement> change) => row with { Children = [.. row.Children.Select(change)] };

    private static MathElement With(MathElement cell, params string[] classes)
    {
        var all = string.Join(' ', classes.Prepend(cell["class"] ?? "").Where(name => name.Length > 0));
        return all.Length == 0 ? cell : cell with { Attributes = [.. cell.Attributes.Where(attribute => attribute.Key != "class"), new("class", all)] };
    }
}

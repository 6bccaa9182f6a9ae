namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Row by row: <c>1, 0; 0, 1</c>. Lines of one calculation stand below each other where that can be written.</summary>
internal static class LinearTable
{
    public static string Write(MathElement table, Func<IReadOnlyList<MathElement>, string> write, bool isXhtml)
    {
        var isTagged = table["class"] == "formula-tagged";
        var isLines = isTagged || table["class"] == "formula-tight";
        var rows = table.Children.Select(row => isLines ? Line(row, isTagged, write) : string.Join(", ", Cells(row, write))).Where(row => row.Length > 0);
        return string.Join(isLines && isXhtml ? "<br />" : "; ", rows);
    }

    private static string Line(MathElement row, bool isTagged, Func<IReadOnlyList<MathElement>, string> write)
    {
        var cells = Cells(row, write);
        return isTagged
            ? string.Join(' ', cells.Where(cell => cell.Length > 0))
            : string.Concat(cells.Select((cell, column) => row.Children[column]["class"]?.Contains("apart", StringComparison.Ordinal) == true ? $" {cell}" : cell));
    }

    private static IEnumerable<string> Cells(MathElement row, Func<IReadOnlyList<MathElement>, string> write) => row.Children.Select(cell => write(cell.Children).Trim());
}

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Row by row: <c>1, 0; 0, 1</c>. Lines of one calculation stand below each other where that can be written.</summary>
internal static class LinearTable
{
    public static string Write(MathElement table, Func<IReadOnlyList<MathElement>, string> write, bool isXhtml)
    {
        var isLines = table["class"] is "formula-tight" or "formula-tagged";
        var rows = table.Children.Select(row => Row(row, isLines, write)).Where(row => row.Length > 0);
        return string.Join(isLines && isXhtml ? "<br />" : "; ", rows);
    }

    private static string Row(MathElement row, bool isLine, Func<IReadOnlyList<MathElement>, string> write)
    {
        var cells = row.Children.Select(cell => write(cell.Children).Trim()).ToList();
        return isLine ? string.Join(row.Children.Count == 4 ? " " : "", cells.Where(cell => cell.Length > 0)) : string.Join(", ", cells);
    }
}

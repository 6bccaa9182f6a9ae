using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Markdwell.Services.Markdown.Dialect.Tables;

internal sealed class TableRenderer : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<table>");
        renderer.WriteLine("<thead>");
        WriteRow(renderer, table, 0, "<th", "</th>");
        renderer.WriteLine("</thead>");
        if (table.Count > 1)
        {
            renderer.WriteLine("<tbody>");
            for (var row = 1; row < table.Count; row++)
            {
                WriteRow(renderer, table, row, "<td", "</td>");
            }
            renderer.WriteLine("</tbody>");
        }
        renderer.WriteLine("</table>");
    }

    private static void WriteRow(HtmlRenderer renderer, Table table, int index, string start, string end)
    {
        var row = (TableRow)table[index];
        renderer.WriteLine("<tr>");
        for (var column = 0; column < table.Columns.Length; column++)
        {
            renderer.Write(start);
            renderer.Write(table.Columns[column] switch
            {
                CellAlignment.Left => " align=\"left\">",
                CellAlignment.Center => " align=\"center\">",
                CellAlignment.Right => " align=\"right\">",
                _ => ">",
            });
            // A short row has its last cells here only.
            if (column < row.Count)
            {
                renderer.WriteLeafInline((TableCell)row[column]);
            }
            renderer.WriteLine(end);
        }
        renderer.WriteLine("</tr>");
    }
}

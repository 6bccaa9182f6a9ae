using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Tables;

/// <summary>Rows, of which the first is the head.</summary>
internal sealed class Table(BlockParser parser, CellAlignment[] columns) : ContainerBlock(parser)
{
    public CellAlignment[] Columns => columns;
}

/// <summary>As many cells as were written, and no more than there are columns.</summary>
internal sealed class TableRow() : ContainerBlock(null);

internal sealed class TableCell : LeafBlock
{
    public TableCell()
        : base(null)
    {
        ProcessInlines = true;
        IsOpen = false;
    }
}

internal enum CellAlignment
{
    None,
    Left,
    Center,
    Right,
}

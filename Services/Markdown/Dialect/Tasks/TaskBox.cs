using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Tasks;

/// <summary>The box of a list item, if it has one.</summary>
internal static class TaskBox
{
    public static TaskList? Of(ListItemBlock item) => item.Count > 0 && item[0] is ParagraphBlock { Inline.FirstChild: TaskList box } ? box : null;

    /// <summary>Footnotes are drawn at the end, those that nobody refers to not at all: their boxes are no part of a checklist.</summary>
    public static bool IsInFootnote(Block? block)
    {
        while (block is not null and not Footnote)
        {
            block = block.Parent;
        }
        return block is not null;
    }
}

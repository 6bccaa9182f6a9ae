using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Dialect.Tasks;

/// <summary>
/// Takes the boxes of a checklist past the re-writer, with a class that it gives to nobody else. Scripts count these boxes to know
/// which item one belongs to: an author who draws a box by hand, or hides one in a <c>&lt;template&gt;</c>, would have readers tick another item.
/// </summary>
internal sealed class TaskBoxRenderer : HtmlTaskListRenderer
{
    private static readonly ReadOnlyMemory<byte> Done =
        "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"\" checked=\"\" aria-label=\"Completed task\">"u8.ToArray();

    private static readonly ReadOnlyMemory<byte> Open =
        "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled=\"\" aria-label=\"Incomplete task\">"u8.ToArray();

    protected override void Write(HtmlRenderer renderer, TaskList box)
    {
        if (renderer.Writer is DraftWriter draft && !TaskBox.IsInFootnote(BlockOf(box)))
        {
            draft.Insert(box.Checked ? Done : Open);
        }
        else
        {
            base.Write(renderer, box);
        }
    }

    private static LeafBlock? BlockOf(Inline box)
    {
        var root = box.Parent;
        while (root?.Parent is { } above)
        {
            root = above;
        }
        return root?.ParentBlock;
    }
}

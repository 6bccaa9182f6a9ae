using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Tasks;

/// <summary>
/// <c>- [ ] to do</c>. Markdig draws a box wherever <c>[ ]</c> stands in an item; on GitHub it is the first thing in it, and white
/// space follows.
/// </summary>
internal sealed class TaskItemsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new FirstInItemParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Add(new TaskBoxRenderer());

    private sealed class FirstInItemParser : TaskListInlineParser
    {
        public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
            slice.PeekChar(3) is ' ' or '\t' or '\n' or '\r' or '\0'
            && processor.Root!.FirstChild is null
            && processor.Block is ParagraphBlock { Parent: ListItemBlock item }
            && item[0] == processor.Block
            && base.Match(processor, ref slice);
    }
}

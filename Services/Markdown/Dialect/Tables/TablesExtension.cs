using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;

namespace Markdwell.Services.Markdown.Dialect.Tables;

/// <summary>
/// GitHub's tables. Markdig's own make a table of a paragraph's inlines afterwards, or fill rows up without asking anybody how
/// many cells there may be.
/// </summary>
internal sealed class TablesExtension : IMarkdownExtension
{
    // After all others: whatever else a line may begin, it ends a table.
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.BlockParsers.InsertBefore<ParagraphBlockParser>(new TableParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Add(new TableRenderer());
}

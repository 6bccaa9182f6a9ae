using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// Shows an author's HTML as it is written. It is still read as HTML, so that the Markdown around it and within it means what it meant; only
/// what would have been a tag or a comment are words now.
/// </summary>
internal sealed class HtmlAsTextExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new BlockRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new InlineRenderer());
    }

    private sealed class BlockRenderer : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            renderer.EnsureLine();
            renderer.Write("<p>");
            for (var line = 0; line < block.Lines.Count; line++)
            {
                renderer.Write(line == 0 ? "" : "<br />\n").WriteEscape(block.Lines.Lines[line].Slice.AsSpan());
            }
            renderer.WriteLine("</p>");
        }
    }

    // In a picture's words there are no elements either way, and the tag is one of the words.
    private sealed class InlineRenderer : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline) => renderer.WriteEscape(inline.Tag);
    }
}

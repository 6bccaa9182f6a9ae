using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>Footnotes as GitHub writes them: a labelled section, and a way back that a screen reader can name.</summary>
internal sealed class FootnoteHtmlExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Replace<FootnoteParser>(new EndingFootnoteParser());
        pipeline.DocumentProcessed += RemoveEmptyGroup;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Replace<HtmlFootnoteGroupRenderer>(new SectionRenderer());
            html.ObjectRenderers.Replace<HtmlFootnoteLinkRenderer>(new LinkRenderer());
        }
    }

    /// <summary>Where nobody refers to any footnote, Markdig leaves a group of none at the end.</summary>
    private static void RemoveEmptyGroup(MarkdownDocument document)
    {
        if (document.LastChild is FootnoteGroup { Count: 0 })
        {
            document.RemoveAt(document.Count - 1);
        }
    }

    /// <summary>Markdig's goes on until a fence in it ends, so one that nobody closed would take the rest of the text along.</summary>
    private sealed class EndingFootnoteParser : FootnoteParser
    {
        public override BlockState TryContinue(BlockProcessor processor, Block block) =>
            processor is { CurrentBlock.IsBreakable: false, IsBlankLine: false, IsCodeIndent: false } ? BlockState.None : base.TryContinue(processor, block);
    }

    private sealed class SectionRenderer : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup group)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<section class=\"footnotes\" aria-label=\"Footnotes\">");
            renderer.WriteLine("<ol>");
            foreach (var footnote in group.OfType<Footnote>())
            {
                renderer.WriteLine($"<li id=\"fn-{footnote.Order}\">");
                renderer.WriteChildren(footnote);
                renderer.EnsureLine();
                renderer.WriteLine("</li>");
            }
            renderer.WriteLine("</ol>");
            renderer.WriteLine("</section>");
        }
    }

    private sealed class LinkRenderer : HtmlObjectRenderer<FootnoteLink>
    {
        // The letter-like arrow, not the emoji some platforms draw for it.
        private const string BackArrow = "\u21A9\uFE0E";

        protected override void Write(HtmlRenderer renderer, FootnoteLink link)
        {
            var number = link.Footnote.Order;
            renderer.Write(link.IsBackLink
                ? $" <a href=\"#fnref-{link.Index}\" class=\"footnote-backref\" aria-label=\"Back to reference {link.Index}\">{BackArrow}</a>"
                : $"<sup class=\"footnote-ref\"><a id=\"fnref-{link.Index}\" href=\"#fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>");
        }
    }
}

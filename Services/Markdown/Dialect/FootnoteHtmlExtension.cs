using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>Footnotes as GitHub writes them: a labelled section, and a way back that a screen reader can name.</summary>
internal sealed class FootnoteHtmlExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Replace<HtmlFootnoteGroupRenderer>(new SectionRenderer());
            html.ObjectRenderers.Replace<HtmlFootnoteLinkRenderer>(new LinkRenderer());
        }
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

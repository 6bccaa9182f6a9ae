using Markdig.Extensions.Alerts;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdwell.Services.Markdown.Diagrams;
using Markdwell.Services.Markdown.Dialect;

namespace Markdwell.Services.Markdown.Export;

/// <summary>What is written otherwise where there is no style sheet, no script and nothing to click.</summary>
internal static class StorageRenderers
{
    /// <summary>Before all others: the first that knows a node writes it.</summary>
    public static void AddTo(HtmlRenderer renderer, LinearFormulaRenderers formulas)
    {
        formulas.AddTo(renderer);
        renderer.ObjectRenderers.Insert(0, new CodeRenderer());
        renderer.ObjectRenderers.Insert(0, new AlertRenderer());
        renderer.ObjectRenderers.Insert(0, new FootnotesRenderer());
        renderer.ObjectRenderers.Insert(0, new FootnoteLinkRenderer());
        renderer.ObjectRenderers.Insert(0, new TaskRenderer());
    }

    /// <summary>Plain: classes mean nothing there. A diagram needs a browser to be drawn, so its source is shown and said to be that.</summary>
    private sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>, IMarkdownObjectRenderer
    {
        // Front matter, for one, is a kind of code to Markdig, and is written by nobody.
        bool IMarkdownObjectRenderer.Accept(RendererBase renderer, Type type) => type == typeof(CodeBlock) || type == typeof(FencedCodeBlock);

        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            renderer.EnsureLine();
            if (DiagramsExtension.IsDiagram(block))
            {
                renderer.WriteLine("<p><em>Diagram (Mermaid source):</em></p>");
            }
            renderer.Write("<pre>");
            renderer.WriteLeafRawLines(block, writeEndOfLines: true, escape: true);
            renderer.WriteLine("</pre>");
        }
    }

    private sealed class AlertRenderer : HtmlObjectRenderer<AlertBlock>
    {
        protected override void Write(HtmlRenderer renderer, AlertBlock block)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<blockquote>");
            renderer.WriteLine($"<p><strong>{AlertsExtension.Title(block.Kind)}</strong></p>");
            renderer.WriteChildren(block);
            renderer.EnsureLine();
            renderer.WriteLine("</blockquote>");
        }
    }

    /// <summary>A character that shows the state.</summary>
    private sealed class TaskRenderer : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList box) => renderer.Write(box.Checked ? "☑" : "☐");
    }

    /// <summary>Nothing leads there and back, so the number stands in brackets, as on paper.</summary>
    private sealed class FootnoteLinkRenderer : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink link)
        {
            if (!link.IsBackLink)
            {
                renderer.Write($"<sup>[{link.Footnote.Order}]</sup>");
            }
        }
    }

    private sealed class FootnotesRenderer : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup group)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<hr />");
            renderer.WriteLine("<ol>");
            foreach (var footnote in group.OfType<Footnote>())
            {
                renderer.Write("<li>");
                renderer.WriteChildren(footnote);
                renderer.WriteLine("</li>");
            }
            renderer.WriteLine("</ol>");
        }
    }
}

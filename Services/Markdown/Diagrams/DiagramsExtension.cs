using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Diagrams;

/// <summary>
/// Writes a diagram as its source, marked for the script that draws it once it is seen. So the source is what shows
/// wherever no script runs: in an export, in an e-mail, in a browser that could not draw it.
/// </summary>
internal sealed class DiagramsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.FindExact<CodeBlockRenderer>()?.TryWriters.Add(TryWrite);
        }
    }

    public static bool IsDiagram(CodeBlock block) => block is FencedCodeBlock { Info: { } language } && language.Equals("mermaid", StringComparison.OrdinalIgnoreCase);

    private static bool TryWrite(HtmlRenderer renderer, CodeBlock block)
    {
        if (!IsDiagram(block))
        {
            return false;
        }
        renderer.EnsureLine();
        renderer.Write("<pre class=\"mermaid\"><code>");
        renderer.WriteLeafRawLines(block, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre>");
        return true;
    }
}

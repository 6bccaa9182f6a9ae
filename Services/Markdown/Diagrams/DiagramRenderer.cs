using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Diagrams;

/// <summary>
/// Writes a diagram as its source, marked for the script that draws it once it is seen. So the source is what shows
/// wherever no script runs: in an export, in an e-mail, in a browser that could not draw it.
/// </summary>
internal sealed class DiagramRenderer : HtmlObjectRenderer<FencedCodeBlock>
{
    private const string Language = "mermaid";

    protected override void Write(HtmlRenderer renderer, FencedCodeBlock obj)
    {
        if (!Language.Equals(obj.Info, StringComparison.OrdinalIgnoreCase))
        {
            // Renderers are found by the kind of block alone: every other language goes on to the next one.
            renderer.ObjectRenderers.First(other => other != this && other.Accept(renderer, obj.GetType())).Write(renderer, obj);
            return;
        }

        renderer.EnsureLine();
        renderer.Write("<pre class=\"mermaid\"><code>");
        renderer.WriteLeafRawLines(obj, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre>");
    }
}

using Markdig;
using Markdig.Renderers;

namespace Markdwell.Services.Markdown.Diagrams;

/// <summary>A fenced block of the language <c>mermaid</c> is a diagram.</summary>
internal sealed class DiagramsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) => renderer.ObjectRenderers.Insert(0, new DiagramRenderer());
}

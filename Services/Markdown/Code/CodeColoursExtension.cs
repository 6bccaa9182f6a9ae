using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Code;

/// <summary>Fenced code in a language that we know gets its colours here, once, on the server: readers load no script for it.</summary>
internal sealed class CodeColoursExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            // Markdig still writes all other code, and asks us first.
            html.ObjectRenderers.FindExact<CodeBlockRenderer>()?.TryWriters.Add(TryWrite);
        }
    }

    private static bool TryWrite(HtmlRenderer renderer, CodeBlock block)
    {
        // Who renders with our pipeline alone, as the conformance tests do, has no budget and gets what the specification says.
        if (block is not FencedCodeBlock { Info: var info } || renderer.Writer is not DraftWriter { Budget: var budget }
            || block.Lines.Count > budget.Limits.CodeLines || Languages.Find(info) is not { } language)
        {
            return false;
        }
        renderer.EnsureLine();
        renderer.Write("<pre><code").WriteAttributes(block).Write(">");
        var code = new CodeWriter(TextOf(block), renderer, budget);
        language.Read(code);
        code.Finish();
        renderer.WriteLine("</code></pre>");
        return true;
    }

    private static string TextOf(CodeBlock block)
    {
        var text = new StringBuilder();
        foreach (var line in block.Lines.Lines.AsSpan(0, block.Lines.Count))
        {
            text.Append(line.Slice.AsSpan()).Append('\n');
        }
        return text.ToString();
    }
}

using Markdig;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Formulas in GitHub's four spellings. Markdig's own extension takes <c>$</c> within words and has no <c>$`…`$</c>.</summary>
internal sealed class FormulasExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new FormulaBlockParser());
        pipeline.InlineParsers.InsertBefore<EscapeInlineParser>(new FormulaInlineParser());
        pipeline.BlockParsers.Find<FencedCodeBlockParser>()!.Closed += MakeFormula;
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Add(new FormulaBlockRenderer());
            html.ObjectRenderers.Add(new InlineFormulaRenderer());
        }
    }

    private static void MakeFormula(BlockProcessor processor, Block block)
    {
        if (block is FencedCodeBlock { Info: "math", Parent: { } container } fence)
        {
            container[container.IndexOf(fence)] = new FormulaBlock(fence.Parser!) { Tex = fence.Lines.ToString(), Column = fence.Column, Line = fence.Line, Span = fence.Span };
        }
    }
}

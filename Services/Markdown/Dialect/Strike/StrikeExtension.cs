using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;

namespace Markdwell.Services.Markdown.Dialect.Strike;

/// <summary>
/// <c>~~gone~~</c> and <c>~gone~</c>. Both sides are of the same length; three and more strike nothing. For Markdig's pairing of marks the
/// two are different characters: one that Unicode keeps free for such inner use stands for the single tilde.
/// </summary>
internal sealed class StrikeExtension : IMarkdownExtension
{
    public const char Single = '\uFFFF';
    public const char Double = '~';

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        var emphasis = pipeline.InlineParsers.FindExact<EmphasisInlineParser>()!;
        EmphasisDescriptor[] lengths = [new(Single, 1, 1, enableWithinWord: true), new(Double, 2, 2, enableWithinWord: true)];
        emphasis.EmphasisDescriptors.AddRange(lengths);
        pipeline.InlineParsers.InsertBefore<EmphasisInlineParser>(new TildeParser(emphasis, lengths));
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        var emphasis = renderer.ObjectRenderers.FindExact<EmphasisInlineRenderer>()!;
        var others = emphasis.GetTag;
        emphasis.GetTag = inline => inline.DelimiterChar is Single or Double ? "del" : others(inline);
    }
}

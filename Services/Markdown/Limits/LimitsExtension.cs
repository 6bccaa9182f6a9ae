using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>Puts the guards before every parser. Must be the last extension of a pipeline, or parsers set up later are not watched.</summary>
internal sealed class LimitsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new NestingGuard());
        pipeline.InlineParsers.Replace<LinkInlineParser>(new WatchedLinkParser());
        pipeline.InlineParsers.Replace<AutolinkInlineParser>(new WatchedAngleParser());
        pipeline.InlineParsers.Insert(0, new MarkGuard(pipeline.InlineParsers.FindExact<EmphasisInlineParser>()!));
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}

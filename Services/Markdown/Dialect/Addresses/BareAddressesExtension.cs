using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;

namespace Markdwell.Services.Markdown.Dialect.Addresses;

/// <summary>
/// Addresses in the text are links, by the rules of GitHub's specification (github.github.com/gfm, "Autolinks (extension)"). Markdig's own
/// parser looks at every h, f, m, t and w, and knows neither mail nor where an address ends.
/// </summary>
internal sealed class BareAddressesExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.InlineParsers.Insert(0, new WebAddressParser());
        // It reads what the pairing of emphasis marks has left as text.
        pipeline.InlineParsers.InsertAfter<EmphasisInlineParser>(new MailAddressParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}

using System.Globalization;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Headings;

/// <summary>
/// <c># Hello World</c> can be reached as <c>#hello-world</c>, the next one as <c>#hello-world-1</c>. Markdig's own extension
/// looks for a free number from 1 on each time: 64 KB of equal headings took ten seconds.
/// </summary>
internal sealed class HeadingIdsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.DocumentProcessed += GiveIds;

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private static void GiveIds(MarkdownDocument document)
    {
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // A heading of signs alone has nothing to be reached by; the second one has its number.
            var id = Unused(Slug.Of(HeadingText.Typed(heading)), next);
            if (id.Length > 0)
            {
                heading.GetAttributes().Id = id;
            }
        }
    }

    private static string Unused(string slug, Dictionary<string, int> next)
    {
        var id = slug;
        while (!next.TryAdd(id, 1))
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{next[slug]++}");
        }
        return id;
    }
}

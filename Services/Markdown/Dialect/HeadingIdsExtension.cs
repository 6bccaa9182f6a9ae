using Markdig;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Markdwell.Services.Markdown.Formulas;

namespace Markdwell.Services.Markdown.Dialect;

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
            var slug = LinkHelper.UrilizeAsGfm(PlainText(heading));
            if (slug.Length > 0)
            {
                heading.GetAttributes().Id = Unused(slug, next);
            }
        }
    }

    private static string PlainText(HeadingBlock heading)
    {
        using var text = new StringWriter();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal: text.Write(literal.Content.AsSpan()); break;
                case CodeInline code: text.Write(code.ContentSpan); break;
                case InlineFormula formula: text.Write(formula.Tex); break;
                case HtmlEntityInline entity: text.Write(entity.Transcoded.AsSpan()); break;
                default: break;
            }
        }
        return text.ToString();
    }

    private static string Unused(string slug, Dictionary<string, int> next)
    {
        var id = slug;
        while (!next.TryAdd(id, 1))
        {
            id = $"{slug}-{next[slug]++}";
        }
        return id;
    }
}

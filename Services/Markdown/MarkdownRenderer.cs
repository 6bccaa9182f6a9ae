using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown;

/// <summary>Markdown from anyone in, HTML that may stand in a page out. Safe to share between threads.</summary>
public sealed class MarkdownRenderer(MarkdownLimits limits, TimeProvider? clock = null)
{
    /// <summary>Part of every cache key. Raise it with any change that lets the same text and limits give other bytes: dialect, allow-list, or a new Markdig.</summary>
    public const int Version = 1;

    private static readonly MarkdownPipeline Pipeline = GitHubDialect.BuildPipeline();

    /// <summary>Names everything that decides what a text becomes; part of every cache key.</summary>
    public string Fingerprint { get; } = $"{Version}-{limits.Fingerprint}";

    /// <param name="markdown">The author's text.</param>
    /// <param name="idPrefix">Put before every id, so that two texts in one page never share one and none shadows a property of the document.</param>
    public RenderedMarkdown Render(string markdown, string idPrefix)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        IdPrefix.ThrowIfUnfit(idPrefix);

        var size = Encoding.UTF8.GetByteCount(markdown);
        if (size > limits.SourceBytes)
        {
            return RenderedMarkdown.Refused(new(RefusalReason.SourceSize, size, limits.SourceBytes, Line: null));
        }

        var budget = new Budget(limits, clock ?? TimeProvider.System);
        try
        {
            using var draft = Draft(markdown, budget);
            return RenderedMarkdown.Of(HtmlRewriter.Rewrite(draft.Written, draft.Fragments, idPrefix, budget));
        }
        catch (BudgetExceededException refused)
        {
            return RenderedMarkdown.Refused(refused.Refusal);
        }
    }

    /// <summary>Markdig's HTML with the author's raw HTML still in it: not safe, never shown.</summary>
    private static DraftWriter Draft(string markdown, Budget budget)
    {
        var draft = new DraftWriter(budget);
        try
        {
            var document = Markdig.Markdown.Parse(markdown, Pipeline, budget.ToParserContext());
            var renderer = new HtmlRenderer(draft);
            Pipeline.Setup(renderer);
            renderer.Render(document);
            return draft;
        }
        catch (Exception exception)
        {
            draft.Dispose();
            // Markdig's own answer to nesting beyond its fixed limits (128 blocks, 10,240 open inlines).
            if (exception is ArgumentException)
            {
                throw new BudgetExceededException(new(RefusalReason.Nesting, Measured: null, Limit: null, Line: null));
            }
            throw;
        }
    }
}

using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Markdown.Export;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown;

/// <summary>Markdown from anyone in; out comes what may stand in a page, in an export, or in a line of text. Safe to share between threads.</summary>
public sealed class MarkdownRenderer(MarkdownLimits limits, TimeProvider? clock = null, DialectOptions? dialect = null)
{
    /// <summary>Part of every cache key. Raise it with any change that lets the same text and limits give other bytes: dialect, allow-list, or a new Markdig.</summary>
    public const int Version = 2;

    private readonly MarkdownPipeline pipeline = GitHubDialect.BuildPipeline(dialect ?? new());

    /// <summary>Names everything that decides what a text becomes; part of every cache key.</summary>
    public string Fingerprint { get; } = $"{Version}-{(dialect ?? new()).Fingerprint}-{limits.Fingerprint}";

    /// <param name="markdown">The author's text.</param>
    /// <param name="idPrefix">Put before every id, so that two texts in one page never share one and none shadows a property of the document.</param>
    /// <param name="urls">Without it, relative addresses are left out.</param>
    public RenderedMarkdown Render(string markdown, string idPrefix, RelativeUrl? urls = null)
    {
        IdPrefix.ThrowIfUnfit(idPrefix);
        var html = ReadOnlyMemory<byte>.Empty;
        var refusal = Attempt(markdown, budget =>
        {
            using var draft = Draft(markdown, budget, _ => { });
            html = HtmlRewriter.Rewrite(draft.Written, draft.Fragments, idPrefix, urls, budget);
        });
        return refusal is null ? RenderedMarkdown.Of(html) : RenderedMarkdown.Refused(refusal);
    }

    /// <summary>Confluence's storage format, for what cannot show a frame: paper, word processors, mail.</summary>
    /// <param name="markdown">The author's text.</param>
    /// <param name="urls">Its answers are absolute: there is no page around an export. Without it, relative addresses are left out.</param>
    public ExportedMarkdown RenderStorage(string markdown, RelativeUrl? urls = null) =>
        Export(markdown, LinearFormulaRenderers.ForStorage, urls, storage => storage);

    /// <summary>The words alone, a line for each block and a tab between cells, for summaries and search.</summary>
    public ExportedMarkdown RenderPlainText(string markdown) => Export(markdown, LinearFormulaRenderers.ForPlainText, urls: null, PlainText.Of);

    /// <summary>The boxes of a text in the order in which they are drawn, but for those of footnotes, which are drawn elsewhere. None when the text is refused.</summary>
    public IReadOnlyList<TaskItem> TaskItems(string markdown) => throw new NotImplementedException();

    private ExportedMarkdown Export(string markdown, LinearFormulaRenderers formulas, RelativeUrl? urls, Func<string, string> finish)
    {
        var text = "";
        var refusal = Attempt(markdown, budget =>
        {
            using var draft = Draft(markdown, budget, renderer => StorageRenderers.AddTo(renderer, formulas));
            text = finish(StorageFormat.Write(draft.Written, draft.Fragments, urls, budget));
        });
        return new(refusal is null ? text : "", refusal);
    }

    private RenderRefusal? Attempt(string markdown, Action<Budget> work)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var size = Encoding.UTF8.GetByteCount(markdown);
        if (size > limits.SourceBytes)
        {
            return new(RefusalReason.SourceSize, size, limits.SourceBytes, Line: null);
        }
        try
        {
            work(new Budget(limits, clock ?? TimeProvider.System));
            return null;
        }
        catch (BudgetExceededException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>Markdig's HTML with the author's raw HTML still in it: not safe, never shown.</summary>
    private DraftWriter Draft(string markdown, Budget budget, Action<HtmlRenderer> change)
    {
        var draft = new DraftWriter(budget);
        try
        {
            var document = Markdig.Markdown.Parse(markdown, pipeline, budget.ToParserContext());
            var renderer = new HtmlRenderer(draft);
            pipeline.Setup(renderer);
            change(renderer);
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

using System.Text;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Markdown.Dialect.Tasks;
using Markdwell.Services.Markdown.Export;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown;

/// <summary>Markdown from anyone in; out comes what may stand in a page, in an export, or in a line of text. Safe to share between threads.</summary>
public sealed class MarkdownRenderer(MarkdownLimits limits, TimeProvider? clock = null, DialectOptions? dialect = null)
{
    /// <summary>Part of every cache key. Raise it with any change that lets the same text and limits give other bytes: dialect, allow-list, or a new Markdig.</summary>
    public const int Version = 3;

    private const string OutlineIdPrefix = "md-";

    private readonly MarkdownPipeline pipeline = GitHubDialect.BuildPipeline(dialect ?? new());

    // To know where things stand costs a parser some time, and those who only read need not wait for it.
    private readonly Lazy<MarkdownPipeline> locating = new(() => GitHubDialect.BuildPipeline(dialect ?? new(), locates: true));

    public MarkdownLimits Limits => limits;

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
            using var draft = Draft(Parse(markdown, pipeline, budget), budget, _ => { });
            html = HtmlRewriter.Rewrite(draft.Written, draft.Fragments, idPrefix, urls, budget);
        });
        return refusal is null ? RenderedMarkdown.Of(html) : RenderedMarkdown.Refused(refusal);
    }

    /// <summary>Confluence's storage format, for what cannot show a frame: paper, word processors, mail.</summary>
    /// <param name="markdown">The author's text.</param>
    /// <param name="urls">Its answers are absolute: there is no page around an export. Without it, relative addresses are left out.</param>
    public ExportedMarkdown RenderStorage(string markdown, RelativeUrl? urls = null) =>
        Export(markdown, LinearFormulaRenderers.ForStorage, urls, storage => storage);

    /// <summary>The words alone, a line for each block and a tab between cells, for what knows no markup.</summary>
    public ExportedMarkdown RenderPlainText(string markdown) => Export(markdown, LinearFormulaRenderers.ForPlainText, urls: null, PlainText.Of);

    /// <summary>Where the boxes and headings of a text stand. It is drawn as for a page, so that a text that is refused there has none here.</summary>
    public MarkdownOutline Outline(string markdown)
    {
        var outline = new MarkdownOutline([], []);
        var refusal = Attempt(markdown, budget =>
        {
            var document = Parse(markdown, locating.Value, budget);
            using var draft = Draft(document, budget, _ => { });
            HtmlRewriter.Rewrite(draft.Written, draft.Fragments, OutlineIdPrefix, urls: null, budget);
            outline = new OutlineReader(markdown).Read(document);
        });
        return refusal is null ? outline : new([], []);
    }

    private ExportedMarkdown Export(string markdown, LinearFormulaRenderers formulas, RelativeUrl? urls, Func<string, string> finish)
    {
        var text = "";
        var refusal = Attempt(markdown, budget =>
        {
            using var draft = Draft(Parse(markdown, pipeline, budget), budget, renderer => StorageRenderers.AddTo(renderer, formulas));
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

    private static MarkdownDocument Parse(string markdown, MarkdownPipeline pipeline, Budget budget) =>
        WithinFixedLimits(() => Markdig.Markdown.Parse(markdown, pipeline, budget.ToParserContext()));

    /// <summary>Markdig's HTML with the author's raw HTML still in it: not safe, never shown.</summary>
    private DraftWriter Draft(MarkdownDocument document, Budget budget, Action<HtmlRenderer> change)
    {
        var draft = new DraftWriter(budget);
        try
        {
            var renderer = new HtmlRenderer(draft);
            pipeline.Setup(renderer);
            change(renderer);
            return WithinFixedLimits(() =>
            {
                renderer.Render(document);
                return draft;
            });
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    private static T WithinFixedLimits<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException)
        {
            // Markdig's own answer to nesting beyond its fixed limits (128 blocks, 10,240 open inlines).
            throw new BudgetExceededException(new(RefusalReason.Nesting, Measured: null, Limit: null, Line: null));
        }
    }
}

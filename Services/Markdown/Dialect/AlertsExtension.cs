using System.Buffers;
using Markdig;
using Markdig.Extensions.Alerts;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// <c>&gt; [!NOTE]</c> and its four sisters. Markdig takes any word for a kind and draws an inline SVG; GitHub leaves other
/// words as text, and our icons are a matter of the style sheet.
/// </summary>
internal sealed class AlertsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new FiveKindsParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.ReplaceOrAdd<QuoteBlockRenderer>(new QuoteBlockRenderer());
            html.ObjectRenderers.InsertBefore<QuoteBlockRenderer>(new AlertBlockRenderer { RenderKind = WriteTitle });
        }
    }

    /// <summary><c>WARNING</c> is "Warning" to readers, in pages and in exports.</summary>
    public static string Title(StringSlice kind)
    {
        var word = kind.ToString();
        return $"{char.ToUpperInvariant(word[0])}{word[1..].ToLowerInvariant()}";
    }

    private static void WriteTitle(HtmlRenderer renderer, StringSlice kind) =>
        renderer.WriteLine($"<p class=\"markdown-alert-title\">{Title(kind)}</p>");

    private sealed class FiveKindsParser : AlertInlineParser
    {
        private static readonly SearchValues<string> Kinds =
            SearchValues.Create(["[!NOTE]", "[!TIP]", "[!IMPORTANT]", "[!WARNING]", "[!CAUTION]"], StringComparison.OrdinalIgnoreCase);

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var longest = slice.AsSpan()[..Math.Min(slice.Length, "[!IMPORTANT]".Length)];
            return longest.IndexOfAny(Kinds) == 0 && base.Match(processor, ref slice);
        }
    }
}

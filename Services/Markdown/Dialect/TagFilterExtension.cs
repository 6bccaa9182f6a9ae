using System.Buffers;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// Nine tags change how all that follows is read. As on GitHub they are shown as text, and so are their words. This is for readers, who see
/// what they wrote; safety does not hang on it, for the re-writer lets none of them out anyway.
/// </summary>
internal sealed class TagFilterExtension : IMarkdownExtension
{
    private static readonly string[] Names = ["title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext"];

    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\f\r\n/>");

    private static readonly SearchValues<string> Tags =
        SearchValues.Create([.. Names.Select(name => $"<{name}"), .. Names.Select(name => $"</{name}")], StringComparison.OrdinalIgnoreCase);

    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new BlockRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlInlineRenderer>(new InlineRenderer());
    }

    private static void WriteFiltered(HtmlRenderer renderer, ReadOnlySpan<char> html)
    {
        while (html.IndexOfAny(Tags) is >= 0 and var tag)
        {
            renderer.Write(html[..tag]);
            renderer.Write(IsWholeName(html[tag..]) ? "&lt;" : "<");
            html = html[(tag + 1)..];
        }
        renderer.Write(html);
    }

    /// <summary><c>&lt;titles&gt;</c> and <c>&lt;script-x&gt;</c> are tags of their own. At the end of a line a name ends too.</summary>
    private static bool IsWholeName(ReadOnlySpan<char> tag)
    {
        var name = tag[(tag[1] == '/' ? 2 : 1)..];
        var length = name.IndexOfAny(EndOfName);
        name = length < 0 ? name : name[..length];
        foreach (var filtered in Names)
        {
            if (name.Equals(filtered, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private sealed class BlockRenderer : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            for (var line = 0; line < block.Lines.Count; line++)
            {
                WriteFiltered(renderer, block.Lines.Lines[line].Slice.AsSpan());
                renderer.WriteLine();
            }
        }
    }

    private sealed class InlineRenderer : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline)
        {
            if (renderer.EnableHtmlForInline)
            {
                WriteFiltered(renderer, inline.Tag);
            }
        }
    }
}

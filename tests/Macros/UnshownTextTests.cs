using Markdwell.Pages.Shared;
using Markdwell.Services.Markdown;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown.Export;
using static Markdwell.Tests.Hosting.AcmeConfluence;

namespace Markdwell.Tests.Macros;

/// <summary>A text beyond the limits is one sentence, and below it the source for who wants to read it all the same.</summary>
public sealed class UnshownTextTests : MacroTest
{
    private static readonly string Deep = Repeat("> ", 80);

    [Fact]
    public async Task Its_sentence_says_what_and_where()
    {
        Assert.Contains("Too complex to show (lists, quotes or marks nested too deeply, near line 3). The text itself is untouched.", await ShowsAsync("a\n\n" + Deep), StringComparison.Ordinal);
        Assert.Contains("Too complex to show (HTML elements nested too deeply). The text itself is untouched.", await ShowsAsync(Repeat("<b>", 300)), StringComparison.Ordinal);
        Assert.Contains("Too complex to show (tables of more than 50,000 cells, near line 25", await ShowsAsync("a|b\n-|-\n" + Repeat("a|b\n", 30_000)), StringComparison.Ordinal);
        Assert.Contains("This text has 300 KB; up to 256 KB are shown.", await ShowsAsync(Repeat("a", 300 * 1024)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/macros/markdown")]
    [InlineData("/macros/export")]
    public async Task Its_source_can_be_read_and_is_nothing_but_text(string page)
    {
        var answer = await ShowsAsync(Deep + "</pre><script>alert(1)</script>", page);

        Assert.Contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_export_is_storage_format_whatever_it_holds() =>
        Assert.Null(StorageOracle.Objection(await ShowsAsync(Deep + "\0\u0001\uFFFE\r\f]]> & \uD83D\uDE00", "/macros/export")));

    [Fact]
    public void A_long_source_is_cut_and_says_so()
    {
        const int Most = 64 * 1024;
        var whole = Document.Of(RenderedMarkdown.Refused(Refusal), new string('a', Most)).Source!;
        var cut = Document.Of(RenderedMarkdown.Refused(Refusal), new string('a', Most - 1) + "\uD83D\uDE00").Source!;

        Assert.Equal(("The source", Most), (whole.Title, whole.Text.Length));
        Assert.Equal(("The source, its first 65,536 characters", Most - 1), (cut.Title, cut.Text.Length));
    }

    private static RenderRefusal Refusal => new(RefusalReason.Nesting, Measured: 65, Limit: 64, Line: 1);

    private static string Repeat(string unit, int times) => string.Concat(Enumerable.Repeat(unit, times));

    private Task<string> ShowsAsync(string text, string page = "/macros/markdown")
    {
        var version = Random.Shared.Next(1, int.MaxValue);
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(version, text);
        return Confluence.ShowsAsync(Macro(version).Replace("/macros/markdown", page, StringComparison.Ordinal), People.Carol);
    }
}

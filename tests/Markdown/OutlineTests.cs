using System.Text;
using AngleSharp.Html.Parser;
using Markdwell.Services.Markdown;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown.Limits;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.Markdown;

/// <summary>Where boxes stand in the author's text, and that they are those which are drawn.</summary>
public sealed class OutlineTests
{
    private static readonly MarkdownRenderer Renderer = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) });

    [Theory]
    [InlineData("- [ ] a", "0-0 0 3 0 open")]
    [InlineData("a\r\n\r\n* [x] b\r\n  c\r\n\r\n* [X] d\r\n", "2-3 5 8 0 done|5-5 21 24 0 done")]
    [InlineData("-\t[ ] a\n\t- [x] b\n\n\n", "0-1 0 3 0 open|1-1 9 12 1 done")]
    [InlineData("> - [ ] a\n>\n>   b\n>\n> - [ ] c", "0-2 2 5 0 open|4-4 22 25 0 open")]
    [InlineData("1. [ ] a\n   1) [ ] b\n      - c\n        + [x] d\n2. [ ] e", "0-3 0 4 0 open|1-3 12 16 1 open|3-3 39 42 2 done|4-4 47 51 0 open")]
    [InlineData("- 1. [ ] a\n-\n  [ ] b", "0-0 2 6 0 open|2-2 11 16 0 open")]
    [InlineData("- [a]: /b\n  [ ] c", "1-1 0 13 0 open")]
    [InlineData("\uFEFF- [ ] a\n- [ ] b", "1-1 9 12 0 open")]
    [InlineData("- [ ] a\0\r- [ ] b\r", "0-0 0 3 0 open|1-1 9 12 0 open")]
    [InlineData("- [ ] a[^1]\n\n[^1]: - [ ] b\n\n[^2]: - [ ] c\n\n- [x] d", "0-0 0 3 0 open|6-6 43 46 0 done")]
    [InlineData("```\n- [ ] a\n```\n\n    - [ ] b\n\n<!--\n\n- [ ] c\n\n-->\n- [ ]d\n- e [ ] f", "")]
    [InlineData("---\na: |\n  - [ ] b\n---\n- [ ] c", "4-4 23 26 0 open")]
    [InlineData("- [ ] a\n  ```\n  x\n\n  ```\n\nb", "0-4 0 3 0 open")]
    [InlineData("- [ ] a\nb\n- [ ] c\n  |d|\n  |-|\n  |e|\n", "0-1 0 3 0 open|2-5 10 13 0 open")]
    public void A_box_is_where_the_author_wrote_it(string text, string expected)
    {
        var items = Renderer.Outline(text).Items;

        Assert.Equal(expected, string.Join('|', items.Select(i => $"{i.Line}-{i.LastLine} {i.Marker} {i.Box} {i.Depth} {(i.IsDone ? "done" : "open")}")));
    }

    [Fact]
    public void Headings_of_the_text_itself_are_found()
    {
        var headings = Renderer.Outline("# *a*\r\n\r\nb\nc\r\n---\n> # d\n\n- # e\n\n```\n# f\n```\n### :rocket: g #\n").Headings;

        Assert.Equal([new(0, 1, "a"), new(2, 2, "b\nc"), new(12, 3, "🚀 g")], headings);
    }

    [Fact]
    public void Boxes_are_those_that_are_drawn_in_their_order()
    {
        var fixtures = Directory.EnumerateFiles(Repository.PathOf(), "*.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4 })
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(File.ReadAllText);
        var boxes = 0;
        foreach (var text in fixtures.Concat(FuzzTests.Mutants(6).Take(1000)).Concat(RandomLists.Take(seed: 7, count: 300)))
        {
            var outline = Renderer.Outline(text);
            var drawn = Renderer.Render(text, "md-");

            Assert.Equal(Drawn(drawn), outline.Items.Select(item => item.IsDone));
            Assert.All(outline.Items, item => Assert.Equal(item.IsDone ? "[x]" : "[ ]", text[(item.Box - 1)..(item.Box + 2)].ToLowerInvariant()));
            boxes += outline.Items.Count;
        }

        Assert.True(boxes > 1000, "There is too little to compare.");
    }

    [Theory]
    [InlineData("<input type=checkbox class=task-list-item-checkbox>\n\n- [x] a")]
    [InlineData("- <input type=checkbox class=task-list-item-checkbox checked>\n- [x] a")]
    [InlineData("<template>\n\n- [x] a\n\n</template>")]
    [InlineData("<div title=\"\n\n- [x] a\n\n\">")]
    [InlineData("<section class=footnotes>\n\n- [x] a\n\n</section>")]
    [InlineData("<svg><style>\n\n- [x] a\n\n</style></svg>")]
    public void No_markup_of_an_author_makes_a_box_or_hides_one(string text)
    {
        Assert.Equal([true], Drawn(Renderer.Render(text, "md-")));
        Assert.Single(Renderer.Outline(text).Items);
    }

    [Fact]
    public void A_text_that_is_refused_has_nothing_to_work_with()
    {
        foreach (var (_, refusal, text) in HostileTexts.All.Where(hostile => hostile.Refusal is not null))
        {
            Assert.Empty(Renderer.Outline($"- [ ] a\n\n# b\n\n{text}").Items);
        }
        Assert.Empty(new MarkdownRenderer(new MarkdownLimits { OutputBytes = 100 }).Outline($"- [ ] {new string('a', 60)}\n# b").Headings);
    }

    private static IEnumerable<bool> Drawn(RenderedMarkdown rendered) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(rendered.Html.Span)).QuerySelectorAll("input.task-list-item-checkbox").Select(box => box.HasAttribute("checked"));
}

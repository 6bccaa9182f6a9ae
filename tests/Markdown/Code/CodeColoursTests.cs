using System.Text;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Code;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.Markdown.Code;

public sealed class CodeColoursTests
{
    private static readonly MarkdownRenderer Coloured = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(2) });
    private static readonly MarkdownRenderer Plain = new(new MarkdownLimits { Time = TimeSpan.FromMinutes(2), CodeLines = 0 });

    // What opens, closes, escapes or begins something in one of the languages.
    private static readonly string[] Marks =
    [
        "\"", "'", "`", "\"\"\"", "'''", "${", "#{", "{", "}", "(", ")", "\\(", "\\", "/", "/*", "*/", "//", "#", "--", "--[[", "<!--", "-->", "<", "</", "<a ", "&", "&amp;", ";", ":", "=", "<<A", "<<<A",
        "A", "@\"", "$\"", "r#\"", "R\"(", "%w[", "qw(", "$", "@", ".", "-", "0", "1.5e-3", "a", "class ", "def ", "if", "\t", " ", "\n", "\r\n", "\n\n", "\0", "\uD800", "\uDC00", "e\u0301", "\u200B", "😀", "</code></pre><script>",
        "<script>", "<style>", "</script>", "]]>", "<![CDATA[", "[", "]", "+", "$ ",
    ];

    [Fact]
    public void Colours_change_no_character_of_a_readme()
    {
        var files = Directory.GetFiles(Repository.PathOf("node_modules"), "*.md", SearchOption.AllDirectories).Select(File.ReadAllText).Where(text => text.Length < 200_000).ToList();
        Assert.True(files.Count > 100);

        Assert.Contains(files, text => LanguageTests.Html(text, Coloured).Contains("<span class=\"code-", StringComparison.Ordinal));
        Assert.All(files, text => Assert.Equal(LanguageTests.Html(text, Plain), WithoutColours(LanguageTests.Html(text, Coloured))));
    }

    [Fact]
    public void Colours_change_no_character_of_what_chance_writes()
    {
        var random = new Random(7);
        foreach (var name in Languages.Names)
        {
            for (var round = 0; round < 30; round++)
            {
                var text = $"``````{name}\n{string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Marks[random.Next(Marks.Length)]))}\n``````\n";
                var html = LanguageTests.Html(text, Coloured);

                Assert.Equal(LanguageTests.Html(text, Plain), WithoutColours(html));
                Assert.Null(Oracle.Objection(Encoding.UTF8.GetBytes(html)));
            }
        }
    }

    [Fact]
    public void A_mark_repeated_without_end_takes_little_memory_and_is_not_refused()
    {
        foreach (var name in Languages.Names.DistinctBy(name => Languages.Find(name)))
        {
            foreach (var mark in Marks.Append("a ").Append("/ ").Append("<<A\n"))
            {
                var text = $"``````{name}\n{string.Concat(Enumerable.Repeat(mark, 20_000 / mark.Length))}\n``````\n";
                var before = GC.GetAllocatedBytesForCurrentThread();

                Assert.Null(Coloured.Render(text, "md-").Refusal);
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 16 << 20, $"{name} {mark}");
            }
        }
    }

    [Theory]
    [InlineData("js", true)]
    [InlineData("JS", true)]
    [InlineData("js{1,3}", true)]
    [InlineData("js title=\"x\"", true)]
    [InlineData("c++", true)]
    [InlineData("", false)]
    [InlineData("brainfuck", false)]
    [InlineData("math", false)]
    [InlineData("mermaid", false)]
    [InlineData("js\"onclick=\"alert(1)", false)]
    [InlineData("{.js onclick=alert(1)}", false)]
    [InlineData("ｊｓ", false)]
    public void A_language_that_is_not_known_stays_plain(string info, bool coloured) =>
        Assert.Equal(coloured, LanguageTests.Html($"~~~{info}\nif (a) 1\n~~~\n", Coloured).Contains("code-keyword", StringComparison.Ordinal));

    [Theory]
    [InlineData(2000, true)]
    [InlineData(2001, false)]
    public void A_very_long_block_stays_plain(int lines, bool coloured) =>
        Assert.Equal(coloured, LanguageTests.Html($"```js\n{string.Concat(Enumerable.Repeat("if\n", lines))}```\n", Coloured).Contains("code-keyword", StringComparison.Ordinal));

    [Fact]
    public void Colours_end_before_they_fill_the_page()
    {
        var renderer = new MarkdownRenderer(new MarkdownLimits { CodeColours = 3 });

        Assert.Equal(
            "<pre><code class=\"language-js\"><span class=\"code-constant\">1</span>+<span class=\"code-constant\">2</span>\n</code></pre>\n"
            + "<pre><code class=\"language-js\"><span class=\"code-constant\">3</span>+4\n</code></pre>\n",
            LanguageTests.Html("```js\n1+2\n```\n```js\n3+4\n```\n", renderer));
    }

    [Fact]
    public void Indented_code_stays_plain() => Assert.Equal("<pre><code>if (a)\n</code></pre>\n", LanguageTests.Html("    if (a)\n", Coloured));

    private static string WithoutColours(string html)
    {
        var text = new StringBuilder(html);
        foreach (var kind in Enum.GetNames<CodeKind>())
        {
            text.Replace($"<span class=\"code-{kind.ToLowerInvariant()}\">", "<span>");
        }
        // In these texts nobody else writes a bare span.
        return text.Replace("<span>", "").Replace("</span>", "").ToString();
    }
}

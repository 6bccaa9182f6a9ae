using System.Text.Json;
using Markdwell.Services.Sources.Files;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Files;

public sealed class MarkdownSectionTests
{
    [Theory]
    [InlineData("# A\none\n# B\ntwo", "A", "one")]
    [InlineData("# A\none\n# B\ntwo", "b", "two")]
    [InlineData("# A\r\none\r\n## C\r\nin\r\n# B\r\ntwo", "a", "one\n## C\nin")]
    [InlineData("## A\none\n# B\ntwo", "A", "one")]
    [InlineData("# How to: *set* `up`!\none", "how to: set up!", "one")]
    [InlineData("# How to: *set* `up`!\none", "how-to-set-up", "one")]
    [InlineData("# How to: *set* `up`!\none", "#how-to-set-up", "one")]
    [InlineData("# See [the docs](https://x.example/)\none", "See the docs", "one")]
    [InlineData("# A #\none", "A", "one")]
    [InlineData("# A\none\n# A\ntwo", "A", "one")]
    [InlineData("# A\none\n# A\ntwo", "a-1", "two")]
    [InlineData("A\n===\none\nB\n---\ntwo", "A", "one\nB\n---\ntwo")]
    [InlineData("A\n===\none\nB\n---\ntwo", "B", "two")]
    [InlineData("# A\n```\n# B\n```\none\n# C", "A", "```\n# B\n```\none")]
    [InlineData("# A\n````\n```\n# B\n````\none", "A", "````\n```\n# B\n````\none")]
    [InlineData("# A\n~~~ sh\n# B\n~~~\none", "A", "~~~ sh\n# B\n~~~\none")]
    [InlineData("---\ntitle: x\n---\n# A\none", "A", "one")]
    [InlineData("# Über uns 日本\none", "über-uns-日本", "one")]
    [InlineData("# A\n[x]: ./b.md\nsee [y]\n# B\n[y]: ./c.md", "A", "[x]: ./b.md\nsee [y]\n\n[y]: ./c.md")]
    [InlineData("# A\n", "A", "")]
    public void The_part_below_a_heading_is_found(string text, string wanted, string expected) => Assert.Equal(expected, MarkdownSection.Find(text, wanted));

    [Theory]
    [InlineData("# A\none", "B")]
    [InlineData("", "A")]
    [InlineData("```\n# A\n```\none", "A")]
    [InlineData("---\ntitle\n---\none", "title")]
    [InlineData("    # A\none", "A")]
    [InlineData("#A\none", "A")]
    [InlineData("####### A\none", "A")]
    [InlineData("- item\n---\none", "item")]
    [InlineData("| a |\n---\none", "a")]
    public void What_is_no_heading_has_no_part(string text, string wanted) => Assert.Null(MarkdownSection.Find(text, wanted));

    [Fact]
    public async Task Ids_are_those_of_github_slugger()
    {
        string[] headings = ["Hello, World!", "a  b", "x_y-z", "C# & F#", "1.2.3", "Ünïcödé", "emoji 🎉 here", "same", "same", "tab\tin", "don't", "日本語 の 見出し"];
        const string script = "import('github-slugger').then(m=>{const s=new m.default();const h=JSON.parse(process.argv[1]);console.log(JSON.stringify(h.map(x=>s.slug(x.replace(/\\s+/g,' ')))))})";
        var ids = JsonSerializer.Deserialize<string[]>(await Node.RunAsync(script, JsonSerializer.Serialize(headings)))!;
        var text = string.Join('\n', headings.Select((heading, i) => $"# {heading}\npart {i}"));

        Assert.All(ids.Index(), id => Assert.Equal($"part {id.Index}", MarkdownSection.Find(text, id.Item)));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown;

namespace Markdwell.Tests.Diagrams;

/// <summary>What of an author's text Mermaid gets to see.</summary>
public sealed class DiagramSourceTests
{
    private const string Script = """
        const sources = JSON.parse(process.argv[1]);
        import('./wwwroot/js/diagrams/source.js').then(({ read }) => console.log(JSON.stringify(sources.map(read))));
        """;

    [Theory]
    [InlineData("pie\n", "pie\n", "", "1,2")]
    [InlineData("\r\n\r\npie\r\n  \"a\": 1", "pie\n  \"a\": 1", "", "3,4")]
    [InlineData("---\ntitle: A plan\nconfig:\n  theme: dark\n---\npie", "pie", "A plan", "6")]
    [InlineData("---\nconfig: {}\n---\n\n---\ntitle: 'Two: 2'\n---\npie", "pie", "Two: 2", "8")]
    [InlineData("---\nnot closed", "---\nnot closed", "", "1,2")]
    [InlineData("%% a\npie\n  %% b\n\nx", "pie\n\nx", "", "2,4,5")]
    [InlineData("%%{init: {}}%%\npie\nx%%{wrap}%%y", "pie\nx y", "", "2,3")]
    [InlineData("%%{init: {\n\"a\": 1\n}}%%\npie\nb", "pie\nb", "", "4,5")]
    [InlineData("pie\n%%{init: {", "pie", "", "1")]
    public async Task Mermaid_sees_the_diagram_and_nothing_that_sets_it_up(string source, string text, string title, string lines)
    {
        var read = (await ReadAsync(source)).Single();

        Assert.Equal((text, title), (read.Text, read.Title));
        Assert.Equal(lines, string.Join(',', read.Lines));
    }

    [Fact]
    public async Task No_hostile_diagram_keeps_a_directive_or_front_matter()
    {
        var hostile = Documents.Read("diagrams", "diagram").Select(passage => passage.Text).ToArray();
        Assert.True(hostile.Length > 60);

        Assert.All(await ReadAsync(hostile), read =>
        {
            Assert.DoesNotContain("%%{", read.Text, StringComparison.Ordinal);
            Assert.False(read.Text.TrimStart().StartsWith("---", StringComparison.Ordinal), read.Text);
        });
    }

    private static async Task<Passage[]> ReadAsync(params string[] sources) =>
        [.. JsonNode.Parse(await Node.RunAsync(Script, JsonSerializer.Serialize(sources)))!.AsArray().Select(read => new Passage(
            (string)read!["text"]!, (string)read["title"]!, [.. read["lines"]!.AsArray().Select(line => (int)line!)]))];

    private sealed record Passage(string Text, string Title, int[] Lines);
}

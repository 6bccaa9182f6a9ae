using System.Text;

namespace Markdwell.Tests.Markdown;

/// <summary>Lists as people write them, and worse: boxes, bullets, numbers, quotes, tabs, code and prose in any order. A seed means the same texts on every machine.</summary>
internal static class RandomLists
{
    private static readonly string[] Leads = ["", "", "", "  ", "  ", "   ", "    ", "\t", "      ", "> ", "> > ", ">   ", "  - ", "1. "];
    private static readonly string[] Markers = ["- ", "- ", "- ", "* ", "+ ", "1. ", "2. ", "10) ", "-\t", "-   ", ""];
    private static readonly string[] Boxes = ["[ ] ", "[ ] ", "[x] ", "[X] ", "[ ]", "[ ]\t", ""];
    private static readonly string[] Words =
        ["milk", "buy **bread** ", "? perhaps", "a [link](/b)", "`code`", "done[^1]", "[ ] twice", "é 🚀", "- dash", "trailing  ", "", "x | y", "<b>bold", "[^1]: note"];
    private static readonly string[] Others = ["", "", "", "# Group", "prose", "---", "```", "|-|-|", "> quote", "===", "<div>", "</div>", "[^1]: - [ ] in a note", "    code"];
    private static readonly string[] Ends = ["\n", "\r\n", "\r"];

    public static IEnumerable<string> Take(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => Next(random));
    }

    private static string Next(Random random)
    {
        var text = new StringBuilder();
        var end = One(Ends, random);
        for (var lines = random.Next(1, 30); lines > 0; lines--)
        {
            text.Append(random.Next(5) == 0 ? One(Others, random) : $"{One(Leads, random)}{One(Markers, random)}{One(Boxes, random)}{One(Words, random)}");
            text.Append(lines > 1 || random.Next(2) == 0 ? random.Next(20) == 0 ? One(Ends, random) : end : "");
        }
        return text.ToString();
    }

    private static string One(string[] from, Random random) => from[random.Next(from.Length)];
}

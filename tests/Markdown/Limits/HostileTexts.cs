using Markdwell.Services.Markdown;

namespace Markdwell.Tests.Markdown.Limits;

/// <summary>
/// Small texts that cost a parser much more than their length: those found in Markdig and in renderers of it, and the families
/// that CommonMark's reference implementation tests itself with, written anew. Each fills the whole 256 KB.
/// </summary>
internal static class HostileTexts
{
    public const int Size = 256 * 1024;

    /// <summary>With the refusal it must meet, or null where all of it may be shown.</summary>
    public static readonly (string Name, RefusalReason? Refusal, string Text)[] All =
    [
        // Links that are none, read ahead again and again.
        ("unclosed links", RefusalReason.Work, Repeat("[a](b")),
        ("unclosed links in points", RefusalReason.Work, Repeat("[a](<b")),
        ("unclosed titles", RefusalReason.Work, Repeat("[a](b \"")),
        ("unclosed titles of many kinds", RefusalReason.Work, Repeat("[a](b 'c](d (e](f \"")),
        ("addresses of parentheses", RefusalReason.Work, Repeat("[a](" + new string('(', 32))),
        ("links without an address", RefusalReason.Work, Repeat("[a](")),
        ("brackets and parentheses", RefusalReason.Work, Repeat("[ (](")),
        ("footnotes without an address", RefusalReason.Work, Repeat("[^a](")),
        ("alerts without a quote", RefusalReason.Work, "> " + Repeat("[!NOTE ")),
        ("alerts", RefusalReason.Work, Repeat("> [!NOTE]\n\n")),

        // Marks that stay open.
        ("openers of links", RefusalReason.Work, Repeat("[")),
        ("openers of links with text", RefusalReason.Work, Repeat("[a")),
        ("openers of pictures", RefusalReason.Work, Repeat("![")),
        ("pictures in pictures", RefusalReason.Work, Repeat("![[]()")),
        ("nested brackets", RefusalReason.Work, new string('[', Size / 2 - 1) + "a" + new string(']', Size / 2)),
        ("closers of links", null, Repeat("a]")),
        ("openers of emphasis", RefusalReason.Work, Repeat("_a ")),
        ("closers of emphasis", RefusalReason.Work, Repeat("a_ ")),
        ("openers and closers that do not match", RefusalReason.Work, Repeat("*a_ ")),
        ("openers of strong in emphasis", RefusalReason.Work, Repeat("*a **a ")),
        ("strong in emphasis, and all closed", RefusalReason.Work, Repeat("*a **a ", Size / 2) + "b" + Repeat(" a** a*", Size / 2 - 64)),
        ("openers of strike", RefusalReason.Work, Repeat("~~a ")),
        ("closers of strike", RefusalReason.Work, Repeat("a~ ")),
        ("strikes that do not match", RefusalReason.Work, Repeat("a~b~~c")),
        ("one run of tildes", null, "a" + Repeat("~")),
        ("multiples of three", RefusalReason.Work, Repeat("a**b c* ")),
        ("links and emphasis crossed", RefusalReason.Work, Repeat("[ a_")),
        ("emphasis around links", RefusalReason.Work, Repeat("**x [a*b**c*](d)")),
        ("one run of emphasis", RefusalReason.Nesting, new string('*', Size / 2 - 1) + "a" + new string('*', Size / 2)),
        ("prose in one paragraph", RefusalReason.Work, Repeat("lorem *ipsum* dolor **sit** amet, ")),

        // Nesting.
        ("nested quotes", RefusalReason.Nesting, Repeat("> ")),
        ("quotes and points", RefusalReason.Nesting, Repeat("> - ")),
        ("nested numbers", RefusalReason.Nesting, Repeat("1. ")),
        ("nested bullets", RefusalReason.Nesting, Repeat("- ") + "a"),
        ("nested lists", RefusalReason.Nesting, string.Concat(Enumerable.Range(0, 500).Select(depth => new string(' ', 2 * depth) + "- a\n"))),
        ("empty lines in nested lists", RefusalReason.Nesting, string.Concat(Enumerable.Repeat("- ", 200)) + "x" + new string('\n', Size - 500)),
        ("nested elements", RefusalReason.OpenElements, Repeat("<b>")),
        ("points", null, Repeat("- a\n")),
        ("points of changing marks", null, Repeat("- a\n+ a\n")),
        ("points without words", null, Repeat("-\n")),
        ("tasks", null, Repeat("- [ ] a task\n")),
        ("points in quotes, lazily", null, Repeat("> - a\nb\n")),
        ("tabs", null, Repeat("\t")),

        // Tables.
        ("a wide head over short rows", RefusalReason.TableCells, $"{Repeat("|a", Size / 4)}|\n{Repeat("|-", Size / 4)}|\n{Repeat("|x|\n", Size / 4)}"),
        ("wide heads over short rows, many times", RefusalReason.TableCells, Repeat($"{Repeat("|a", 440)}|\n{Repeat("|-", 440)}|\n{Repeat("|x|\n", 880)}\n")),
        ("a narrow table without end", RefusalReason.TableCells, "a|b\n-|-\n" + Repeat("a|b\n", Size - 8)),
        ("a row of pipes", null, Repeat("|a")),
        ("delimiter rows", RefusalReason.TableCells, Repeat("|-|-\n")),
        ("heads without a table", null, Repeat("a|b\n-|-|-\n")),
        ("tables of a head alone", RefusalReason.Work, Repeat("a|\n-|\n\n")),
        ("tables of one row", RefusalReason.TableCells, Repeat("a\n:-\nb\n\n")),
        ("a head of escaped pipes", null, Repeat("\\|", Size / 2) + "\n:-\n" + Repeat("\\|", Size / 2 - 64)),
        ("escaped pipes in rows", RefusalReason.TableCells, "a\n:-\n" + Repeat("\\|\n")),
        ("colons under a paragraph", null, "a\n" + Repeat(":\n")),
        ("carriage returns in heads", null, Repeat("aaa\rbbb\n-\v\n")),
        ("marks in one cell", RefusalReason.Work, "a|\n-|\n" + Repeat("*a **a ")),
        ("marks in cells", RefusalReason.Work, "a|\n-|\n" + Repeat("*a\n", 100_000)),
        ("tables in quotes", RefusalReason.Work, Repeat("> |a|\n> |-|\n> |b|\n\n")),
        ("tables in points", null, Repeat("- |a|\n  |-|\n  |b|\n")),

        // Small source, large result.
        ("one long address named often", RefusalReason.OutputSize, $"[a]: /{new string('x', 64 * 1024)}\n\n" + string.Concat(Enumerable.Repeat("[a] ", 1000))),
        ("one long title named often", RefusalReason.OutputSize, $"[a]: /x '{new string('x', 64 * 1024)}'\n\n" + string.Concat(Enumerable.Repeat("[a]\n\n", 1000))),

        // Things read to the end and found to have none.
        ("instructions", RefusalReason.Work, "a" + Repeat("<?")),
        ("declarations", RefusalReason.Work, "a" + Repeat("<!A")),
        ("character data", RefusalReason.Work, "a" + Repeat("<![CDATA[")),
        ("comments", null, Repeat("<!--")),
        ("comments in a paragraph", RefusalReason.Work, "a" + Repeat(" <!-- a")),
        ("tags", null, "a" + Repeat("<a ")),
        ("end tags", null, "a" + Repeat("</a")),
        ("tags with an open quote", RefusalReason.Work, Repeat("<div a=\"\n\n")),
        ("elements that lose their content", RefusalReason.Work, Repeat("a <template> ")),
        ("tags that are shown", null, Repeat("a <title> ")),
        ("beginnings of tags that are shown", null, Repeat("<div></script")),
        ("code of growing fences", null, string.Concat(Enumerable.Range(1, 700).Select(length => "e" + new string('`', length)))),
        ("openers of code", null, Repeat("`a")),

        // Bare addresses.
        ("signs", null, Repeat("a@")),
        ("signs without names", null, Repeat("@")),
        ("one long name", null, Repeat("a.b-c+") + "@"),
        ("one long name with underscores", RefusalReason.Work, Repeat("a.b-c_") + "@"),
        ("one long name and host", null, Repeat("a.b-c+", Size / 2) + "@" + Repeat("a.b-c", Size / 2 - 64)),
        ("hosts without an end", null, Repeat("a@b.c-")),
        ("mail addresses", null, Repeat("a@b.c ")),
        ("schemes of mail", null, Repeat("mailto:")),
        ("resources", null, "xmpp:a@b.c/" + Repeat("a@.")),
        ("mail in emphasis", RefusalReason.Work, Repeat("_a@b.c ")),
        ("www", null, Repeat("www.")),
        ("www apart", null, Repeat("www. ")),
        ("www and underscores", RefusalReason.Work, Repeat("(www._")),
        ("www after underscores", null, Repeat("_www.a")),
        ("schemes", null, Repeat("http://")),
        ("schemes apart", null, Repeat("http://a ")),
        ("schemes with underscores", RefusalReason.Work, Repeat("(http://a_b/")),
        ("brackets opened in an address", null, "http://a/" + Repeat("(")),
        ("brackets closed in an address", null, "http://a/" + Repeat(")")),
        ("references in an address", null, "http://a/" + Repeat("&amp;")),
        ("semicolons in an address", null, "http://a/" + Repeat("a;")),
        ("punctuation in an address", null, "http://a/" + Repeat("?.,:'\"")),
        ("addresses in open brackets", RefusalReason.Work, Repeat("[http://a ")),
        ("addresses in an open anchor", null, "a <a>" + Repeat("http://a ")),
        ("addresses after closed brackets", RefusalReason.Work, Repeat("[a] http://a ")),

        // Formulas that never end, that are many, and that take the script long.
        ("openers of formulas", null, Repeat("$a ")),
        ("openers of formulas in one paragraph", null, Repeat("$$a $`a ")),
        ("dollars", null, Repeat("$")),
        ("escaped dollars in formulas", null, Repeat("$a\\$ ")),
        ("blocks that are none", null, Repeat("$$ a\n")),
        ("blocks that end with words", null, Repeat("$$ a $$ b\n")),
        ("formulas", RefusalReason.OutputSize, Repeat("$a$ ")),
        ("deep formulas", null, string.Concat(Enumerable.Range(0, 60).Select(number => $"$x_{{{number}}}{Repeat("\\frac{", 2400)}{Repeat("}{}", 1200)}$\n\n"))),
        ("wide formulas", null, string.Concat(Enumerable.Range(0, 60).Select(number => $"$x_{{{number}}}\\begin{{matrix}}{Repeat("a&", 800)}\\end{{matrix}}$\n\n"))),

        // Many of one kind.
        ("equal headings", null, Repeat("# a\n")),
        ("headings of signs, listed again and again", RefusalReason.Work, Repeat("# !\n", Size / 2) + "\n" + Repeat("[TOC]\n\n", Size / 2 - 64)),
        ("headings, listed again and again", RefusalReason.Work, Repeat("# a\n", Size / 2) + "\n" + Repeat("[TOC]\n\n", Size / 2 - 64)),
        ("underlined headings", RefusalReason.Work, Repeat("a\n-\n")),
        ("definitions of one label", RefusalReason.Work, Repeat("[a]:b\n")),
        ("definitions of many labels", RefusalReason.Work, string.Concat(Enumerable.Range(0, Size / 13).Select(number => $"[{number}]:b\n"))),
        ("definitions apart", null, string.Concat(Enumerable.Range(0, Size / 13).Select(number => $"[{number}]:b\n\n"))),
        ("references to many labels", null, string.Concat(Enumerable.Range(0, 8000).Select(number => $"[{number}]:b\n\n")) + string.Concat(Enumerable.Range(0, 8000).Select(number => $"[{number}]\n\n"))),
        ("references to one label", RefusalReason.Work, "[a]:b\n\n" + Repeat("[a]")),
        ("references in two brackets", RefusalReason.Work, "[a]:b\n\n" + Repeat("[a][a]\n\n")),
        ("references to nothing", RefusalReason.Work, Repeat("[a][")),
        ("labels as long as may be", RefusalReason.Work, Repeat("[" + new string('a', 998) + "]")),
        ("definitions with titles over two lines", RefusalReason.Work, Repeat("[a]: b\n'c'\n")),
        ("definitions with open titles", RefusalReason.Work, Repeat("[a]: b\n'c\n")),
        ("definitions with open titles, apart", RefusalReason.Work, Repeat("[a]: b 'c\n\n")),
        ("footnotes", RefusalReason.Work, string.Concat(Enumerable.Range(0, Size / 24).Select(number => $"[^{number}]\n\n[^{number}]: b\n\n"))),
        ("references to one footnote", RefusalReason.Work, Repeat("[^1] ") + "\n\n[^1]: x"),
        ("references to one footnote, apart", RefusalReason.Work, Repeat("[^1]\n\n") + "[^1]: x"),
        ("footnotes of one label", null, Repeat("[^1]: b\n\n") + "[^1]"),
        ("footnotes in footnotes", null, string.Concat(Enumerable.Range(0, Size / 20).Select(number => $"[^{number}]: [^{number + 1}]\n"))),
        ("nested footnotes", RefusalReason.Work, Repeat("[^1]: ")),
        ("short paragraphs", null, Repeat("a\n\n")),
        ("NUL", null, Repeat("\0")),
        .. HostileMarkup.Texts,
    ];

    /// <summary>For what a site may turn on.</summary>
    public static readonly (string Name, RefusalReason? Refusal, string Text)[] OfExtensions =
    [
        ("definition lists", null, Repeat("a\n: b\n")),
        ("meanings of one term", null, "a\n" + Repeat(": b\n")),
        ("terms of one meaning", null, Repeat("a\n") + ": b\n"),
        ("nested definition lists", null, "a\n" + Repeat(": ")),
        ("abbreviations", null, string.Concat(Enumerable.Range(0, Size / 13).Select(number => $"*[{number}]: b\n"))),
        ("one abbreviation used often", null, "*[a]: b\n\n" + Repeat("a ")),
        ("one long abbreviation used often", RefusalReason.OutputSize, $"*[a]: {new string('x', 64 * 1024)}\n\n" + Repeat("a ", 64 * 1024)),
        ("openers of marked text", RefusalReason.Work, Repeat("==a ")),
        ("openers of inserted text", RefusalReason.Work, Repeat("++a ")),
        ("superscripts", RefusalReason.Work, Repeat("a^")),
        ("opening quotes", null, Repeat("\"a ")),
        ("quotes of two kinds", null, Repeat("'a \"b ")),
        ("dashes", null, Repeat("a--b")),
        ("dashes in emphasis", RefusalReason.Work, Repeat("**a--b ")),
        ("dots", null, Repeat("...")),
    ];

    public static string Repeat(string unit, int size = Size - 64) => string.Concat(Enumerable.Repeat(unit, size / unit.Length));
}

using Markdwell.Services.Markdown;
using static Markdwell.Tests.Markdown.Limits.HostileTexts;

namespace Markdwell.Tests.Markdown.Limits;

/// <summary>More of <see cref="HostileTexts"/>: what is hostile to the re-writer of HTML, to the readers of code, and to whoever counts lines.</summary>
internal static class HostileMarkup
{
    private const string Languages =
        "c cpp cs java kotlin scala swift go rust js ts dart groovy php python ruby elixir perl lua r julia haskell sh powershell batch vb "
        + "dockerfile makefile json yaml toml ini terraform graphql protobuf sql css scss less html xml diff markdown console";

    private static readonly string[] MarksOfCode = ["(* ", "$", "\"\\", "<<A\n", "${", "<a b='", "'''", "/*", "`${`", "#{\"", "r#\"", "- [", "@\"{", "{{"];

    public static readonly (string Name, RefusalReason? Refusal, string Text)[] Texts =
    [
        // Tags and their parts.
        ("points of tags", null, Repeat("<")),
        ("addresses in points without an end", null, Repeat("<a:")),
        ("mail in points without an end", null, Repeat("<a@")),
        ("addresses in points", null, Repeat("<http://a>")),
        ("attributes of one tag", null, "<p " + Repeat("a=b ") + ">"),
        ("quoted attributes of one tag", null, "<p " + Repeat("title='a' ") + ">"),
        ("one long attribute", null, "<p title='" + Repeat("&") + "'>"),
        ("one long style", null, "<p style='" + Repeat("color:red;") + "'>"),
        ("classes of one tag", null, "<p class='" + Repeat("markdown-alert ") + "'>"),
        ("one long address in a tag", null, "<a href='https://a/" + Repeat("&amp;") + "'>"),
        ("spaces in a tag", null, "<p" + Repeat(" ") + ">"),
        ("equal ids", null, Repeat("<i id=a></i>\n\n")),
        ("end tags of nobody", null, Repeat("</b>")),
        ("end tags of nobody in open elements", null, Repeat("<b>", 600) + Repeat("</i>", Size - 700)),
        ("parts of tables without a table", null, Repeat("<td>")),
        ("tables in cells", RefusalReason.OpenElements, Repeat("<table><tr><td>")),
        ("paragraphs in emphasis", null, Repeat("<b><p></b>")),
        ("items without an end", null, "<ul>" + Repeat("<li>")),
        ("blocks of HTML", null, Repeat("<div>\n\n</div>\n\n")),
        ("details", null, Repeat("<details><summary></details>")),
        ("rows in elements that lose their content", null, Repeat("<svg></svg>")),

        // References.
        ("ampersands", null, Repeat("&")),
        ("references", null, Repeat("&amp;")),
        ("references of many letters", null, Repeat("&CounterClockwiseContourIntegral;")),
        ("references without an end", null, Repeat("&#")),
        ("references of numbers", null, Repeat("&#1114111;")),
        ("one long reference", null, "&" + Repeat("a")),

        // Code.
        .. MarksOfCode.Select(unit => ($"code of {unit.Trim()} in every language", (RefusalReason?)null, Code(unit))),
        ("fences", null, Repeat("```\n\n")),
        ("fences without an end", null, Repeat("~~~ a\n```\n")),
        ("one long fence", null, Repeat("`")),
        ("one long language", null, "```" + Repeat("a ") + "\n"),
        ("diagrams", null, Repeat("```mermaid\n```\n")),
        ("lines of code", null, Repeat("    a\n")),

        // Emoji.
        ("colons", null, Repeat(":")),
        ("openers of emoji", null, Repeat(":a")),
        ("emoji that are none", null, Repeat(":a:")),
        ("emoji", null, Repeat(":+1:")),

        // Lines.
        ("line feeds", null, Repeat("\n")),
        ("carriage returns", null, Repeat("\r")),
        ("spaces", null, "x" + Repeat(" ") + "x"),
        ("lines of spaces", null, Repeat(" \n")),
        ("lines that break", null, Repeat("a\\\n")),
        ("lines that break by spaces", null, Repeat("a  \n")),
        ("backslashes", null, Repeat("\\")),
        ("accents", null, Repeat("\u0301", Size / 2 - 64)),
        ("rules", RefusalReason.Work, Repeat("***\n")),
        ("rules that are lists", null, Repeat("* * ")),
        ("rules that are none", null, Repeat("* * a\n")),
        ("front matter without an end", null, "---\n" + Repeat("a: b\n")),
        ("front matter of rules", RefusalReason.Work, Repeat("---\n")),
    ];

    private static string Code(string unit)
    {
        var languages = Languages.Split(' ');
        return string.Concat(languages.Select(language => $"```{language}\n{Repeat(unit, Size / languages.Length - 64)}\n```\n"));
    }
}

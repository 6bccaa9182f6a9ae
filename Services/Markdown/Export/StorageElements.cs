using System.Collections.Frozen;
using Markdwell.Services.Markdown.Safety;

namespace Markdwell.Services.Markdown.Export;

/// <summary>
/// What the elements of a page become in storage format: only what Atlassian's page about it names
/// (https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html). Anything else would be at Confluence's
/// mercy, at worst the whole macro: its cleaner drops what it does not know, its new editor refuses it. An element that is
/// not here loses its tags and keeps its words. Macros are never written: one that a target does not know leaves a hole.
/// </summary>
internal static class StorageElements
{
    private const Placement Words = Placement.Block | Placement.Paragraph;

    private static readonly FrozenDictionary<Element, Element> Forms = new[]
    {
        // As they are.
        Same("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "pre", "hr", "br"),
        Same("a", "strong", "em", "del", "sup", "sub", "small", "code"),
        Same("ul", "ol", "li"),

        // No thead, no tbody, no tfoot: a table there has one body, which the first row opens by itself.
        Same("table", "tr", "td", "th"),
        As(Placement.Cell, "<td", "</td>", "caption"),

        // By the one name that storage format has for them.
        As(Placement.Inline, "<strong", "</strong>", "b"),
        As(Placement.Inline, "<em", "</em>", "i", "cite", "dfn", "var"),
        As(Placement.Inline, "<del", "</del>", "s", "strike"),
        As(Placement.Inline, "<u", "</u>", "ins"),
        As(Placement.Inline, "<code", "</code>", "tt", "kbd", "samp"),
        As(Placement.Block, "<div", "</div>", "section", "figure", "figcaption"),

        // Paper does not unfold: the content is open below its title.
        As(Placement.Block, "<div", "</div>", "details"),
        As(Words, "<p><strong", "</strong></p>", "summary"),

        // Terms and what they mean, the latter set in as browsers do.
        As(Placement.Block | Placement.DefinitionList, "<div", "</div>", "dl"),
        As(Words | Placement.DefinitionItem, "<p><strong", "</strong></p>", "dt"),
        As(Placement.Block | Placement.DefinitionItem, "<blockquote", "</blockquote>", "dd"),
    }.SelectMany(group => group).ToFrozenDictionary();

    private static readonly FrozenSet<string> Aligned = new[] { "p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "td", "th" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The only style that an author chooses.</summary>
    public static bool TakesAlignment(Element element) => Aligned.Contains(element.Name);

    public static Element? FormOf(Element element) => Forms.GetValueOrDefault(element);

    private static IEnumerable<KeyValuePair<Element, Element>> Same(params string[] names) =>
        names.Select(name => AllowedElements.Find(name)!).Select(element => KeyValuePair.Create(element, element));

    private static IEnumerable<KeyValuePair<Element, Element>> As(Placement placement, string start, string end, params string[] names) =>
        names.Select(name => KeyValuePair.Create(AllowedElements.Find(name)!, new Element(name, placement, start, end)));
}

using System.Collections.Frozen;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// What GitHub lets through (github.com/gjtorikian/html-pipeline, its sanitization filter), less what needs a decision of
/// its own. Any other tag is dropped and its text kept.
/// </summary>
internal static class AllowedElements
{
    public static readonly Element TableBody = new("tbody", Placement.Section);
    public static readonly Element TableRow = new("tr", Placement.Row);
    public static readonly Element Image = new("img", Placement.Void);
    public static readonly Element Checkbox = new("input", Placement.Void);
    public static readonly Element Link = new("a", Placement.Link);

    private static readonly Element[] All =
    [
        // Prose.
        new("p", Placement.Block | Placement.Paragraph),
        .. Named(Placement.Block | Placement.Heading, "h1", "h2", "h3", "h4", "h5", "h6"),
        .. Named(Placement.Block, "blockquote", "div", "section", "figure", "figcaption"),
        new("pre", Placement.Block | Placement.Preformatted),
        new("hr", Placement.Block | Placement.Void),
        .. Named(Placement.Void, "br", "wbr"),

        // Words. None of them loads, runs or submits anything.
        .. Named(Placement.Inline, "b", "strong", "i", "em", "s", "strike", "del", "ins", "sup", "sub", "small", "mark", "code", "tt", "kbd", "samp",
            "var", "abbr", "cite", "dfn", "q", "time", "bdo", "span"),
        new("ruby", Placement.Inline),
        .. Named(Placement.Ruby, "rt", "rp"),

        // Lists.
        .. Named(Placement.Block | Placement.List, "ul", "ol"),
        new("li", Placement.Block | Placement.ListItem),
        new("dl", Placement.Block | Placement.DefinitionList),
        .. Named(Placement.Block | Placement.DefinitionItem, "dt", "dd"),

        // Folding without a script.
        .. Named(Placement.Block, "details", "summary"),

        // Tables, Markdown's and the author's.
        new("table", Placement.Block | Placement.Table),
        new("caption", Placement.Caption),
        .. Named(Placement.Section, "thead", "tfoot"),
        TableBody,
        TableRow,
        .. Named(Placement.Cell, "td", "th"),

        // These lead or load somewhere: AllowedUrls decides.
        Link,
        Image,

        // Only as the disabled box of a task (HtmlRewriter sees to it).
        Checkbox,
    ];

    /// <summary>
    /// Their content is no text for readers: code, styles, vector drawings with their own scripting and parsing rules, or
    /// content that a parser reads as something else than HTML. It is dropped with them when there is an end tag;
    /// without one, people write "the &lt;title&gt; tag" in prose, and the tag is shown as text.
    /// </summary>
    private static readonly string[] WithoutContent =
    [
        "script", "style", "svg", "math", "template", "noscript", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "plaintext",
    ];

    private static readonly FrozenDictionary<string, Element>.AlternateLookup<ReadOnlySpan<char>> ByName =
        All.ToFrozenDictionary(element => element.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Dropped =
        WithoutContent.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static Element? Find(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var element) ? element : null;

    public static bool LosesContent(ReadOnlySpan<char> name) => Dropped.Contains(name);

    private static IEnumerable<Element> Named(Placement placement, params string[] names) => names.Select(name => new Element(name, placement));
}

using System.Collections.Frozen;
using System.Text;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>
/// What may stand on which element, and what its value must look like. Never here: <c>style</c> and <c>on…</c> (they run or
/// draw over the page), <c>target</c>, <c>rel</c> and <c>data-*</c> (our own markup and the bridge's scripts obey them),
/// <c>srcset</c>, <c>background</c>, <c>cite</c> and the like (addresses nobody needs), <c>role</c> and <c>tabindex</c> (controls that are none).
/// </summary>
internal static class AllowedAttributes
{
    private static readonly AttributeRule[] All =
    [
        // Words for readers.
        new("title", ValueKind.Text),
        new("aria-label", ValueKind.Text),
        new("alt", ValueKind.Text, On: ["img"]),
        new("datetime", ValueKind.Text, On: ["time", "del", "ins"]),

        // Language and direction.
        new("lang", ValueKind.Language),
        new("dir", ValueKind.Word, Words: ["ltr", "rtl", "auto"]),

        // Placing, the only looks an author has.
        new("align", ValueKind.Word, Words: ["left", "center", "right", "justify"]),
        new("valign", ValueKind.Word, On: ["tr", "td", "th"], Words: ["top", "middle", "bottom", "baseline"]),
        new("width", ValueKind.Length, On: ["img", "table", "td", "th"]),
        new("height", ValueKind.Length, On: ["img"]),

        // Tables and lists.
        new("colspan", ValueKind.Number, On: ["td", "th"]),
        new("rowspan", ValueKind.Number, On: ["td", "th"]),
        new("scope", ValueKind.Word, On: ["th"], Words: ["col", "row", "colgroup", "rowgroup"]),
        new("start", ValueKind.Number, On: ["ol"]),
        new("value", ValueKind.Number, On: ["li"]),
        new("reversed", ValueKind.Flag, On: ["ol"]),
        new("type", ValueKind.Word, On: ["ol"], Words: ["1", "a", "A", "i", "I"]),
        new("open", ValueKind.Flag, On: ["details"]),

        // Marks for links and for the style sheet. An old anchor's name becomes an id, so that "#links" to it work.
        new("id", ValueKind.Id),
        new("name", ValueKind.Id, On: ["a"], As: "id"),
        new("class", ValueKind.Classes),

        // Addresses.
        new("href", ValueKind.Link, On: ["a"]),
        new("src", ValueKind.Image, On: ["img"]),
    ];

    private static readonly FrozenDictionary<string, AttributeRule>.AlternateLookup<ReadOnlySpan<char>> ByName =
        All.Select(rule => rule with { Bit = 1u << Array.FindIndex(All, other => other.Name == rule.Written) })
            .ToFrozenDictionary(rule => rule.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static AttributeRule? Find(ReadOnlySpan<char> name, Element element) =>
        ByName.TryGetValue(name, out var rule) && rule.Allows(element) ? rule : null;
}

/// <param name="On">The elements it may stand on; all if null.</param>
/// <param name="As">The attribute it leaves as, its own name if null.</param>
internal sealed record AttributeRule(string Name, ValueKind Kind, string[]? On = null, string[]? Words = null, string? As = null)
{
    public string Written => As ?? Name;

    public byte[] Opening { get; } = Encoding.ASCII.GetBytes($" {As ?? Name}=\"");

    /// <summary>One bit for each attribute that can be written, to write none twice.</summary>
    public uint Bit { get; init; }

    public bool Allows(Element element) => On is null || On.AsSpan().Contains(element.Name);
}

internal enum ValueKind
{
    Text,
    Language,
    Word,
    Length,
    Number,
    Flag,
    Id,
    Classes,
    Link,
    Image,
}

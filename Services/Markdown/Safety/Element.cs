using System.Text;

namespace Markdwell.Services.Markdown.Safety;

/// <summary>An element that may leave, and what the HTML parser would do on its own when it meets it in the wrong place.</summary>
/// <param name="start">What stands before its attributes, where that is not its own name.</param>
internal sealed class Element(string name, Placement placement, string? start = null, string? end = null)
{
    public string Name => name;

    public byte[] StartTag { get; } = Encoding.ASCII.GetBytes(start ?? $"<{name}");

    public byte[] EndTag { get; } = Encoding.ASCII.GetBytes(end ?? $"</{name}>");

    public bool IsVoid => Is(Placement.Void);

    public bool Is(Placement any) => (placement & any) != Placement.Inline;
}

/// <summary>
/// The rules by which the HTML parser rearranges what it reads (html.spec.whatwg.org, "in body", "in table" and after).
/// <see cref="OpenElements"/> applies them while writing, so that no parser has anything left to rearrange: mutation XSS
/// lives on output that is read differently the second time.
/// </summary>
[Flags]
internal enum Placement
{
    Inline = 0,
    /// <summary>Has no content and no end tag.</summary>
    Void = 1,
    /// <summary>Ends an open paragraph.</summary>
    Block = 1 << 1,
    Paragraph = 1 << 2,
    Heading = 1 << 3,
    List = 1 << 4,
    ListItem = 1 << 5,
    DefinitionList = 1 << 6,
    DefinitionItem = 1 << 7,
    Ruby = 1 << 8,
    Link = 1 << 9,
    Table = 1 << 10,
    Caption = 1 << 11,
    Section = 1 << 12,
    Row = 1 << 13,
    Cell = 1 << 14,
    Preformatted = 1 << 15,

    TablePart = Caption | Section | Row | Cell,
    /// <summary>Holds table parts only.</summary>
    TableFrame = Table | Section | Row,
    /// <summary>What stands inside does not see what is open outside.</summary>
    Wall = Table | Caption | Cell,
}

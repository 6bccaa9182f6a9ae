namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// What a site may have otherwise than GitHub; without a word about it, it is as on GitHub. Hidden front matter, links of bare addresses
/// and the filter of tags contradict CommonMark; without them the dialect passes the whole of its suite.
/// </summary>
public sealed record DialectOptions
{
    /// <summary>Harmless HTML in a text works; else all of it is shown as it is written.</summary>
    public bool Html { get; init; } = true;

    /// <summary>Hides what stands between dashes at the very top.</summary>
    public bool FrontMatter { get; init; } = true;

    /// <summary>Makes links of addresses that stand in the text.</summary>
    public bool BareAddresses { get; init; } = true;

    /// <summary>Shows nine tags as text, among them <c>script</c> and <c>title</c>; else they go with their words.</summary>
    public bool TagFilter { get; init; } = true;

    /// <summary>Syntax that GitHub does not know.</summary>
    public DialectExtensions Extensions { get; init; }

    /// <summary>Part of every cache key.</summary>
    public string Fingerprint => $"{(Html ? 'h' : '-')}{(FrontMatter ? 'f' : '-')}{(BareAddresses ? 'a' : '-')}{(TagFilter ? 't' : '-')}{(int)Extensions}";
}

/// <summary>
/// Each changes what some text means that GitHub shows as it is, so none is on by itself. Never here: attribute lists (<c>{onclick=…}</c>),
/// media embeds, citations and figures. Subscript would take the single <c>~</c>, with which GitHub strikes.
/// </summary>
[Flags]
public enum DialectExtensions
{
    None = 0,
    /// <summary>A term, and <c>: its meaning</c> on the next line.</summary>
    DefinitionLists = 1,
    /// <summary><c>*[HTML]: its long form</c> explains the word wherever it stands.</summary>
    Abbreviations = 1 << 1,
    /// <summary><c>==marked==</c></summary>
    Marked = 1 << 2,
    /// <summary><c>++inserted++</c></summary>
    Inserted = 1 << 3,
    /// <summary><c>x^2^</c></summary>
    Superscript = 1 << 4,
    /// <summary>Curly quotes, dashes for <c>--</c> and <c>---</c>, an ellipsis for three dots.</summary>
    SmartPunctuation = 1 << 5,
}

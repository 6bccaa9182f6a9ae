namespace Markdwell.Services.Settings;

/// <summary>What the administrators of a site may decide, with what holds unless they do.</summary>
public sealed record SiteSettings
{
    public static readonly SiteSettings Default = new();

    public RenderingSettings Rendering { get; init; } = new();

    public LimitSettings Limits { get; init; } = new();

    public ReactionSettings Reactions { get; init; } = new();

    public DataSettings Data { get; init; } = new();
}

public sealed record RenderingSettings
{
    /// <summary>Harmless HTML in a text works; else it is shown as it is written.</summary>
    public bool Html { get; init; } = true;

    /// <summary>Hides what stands between dashes at the very top.</summary>
    public bool FrontMatter { get; init; } = true;

    /// <summary>Makes links of addresses that stand in the text.</summary>
    public bool BareAddresses { get; init; } = true;
}

public sealed record LimitSettings
{
    /// <summary>KB of Markdown in one macro, 1 to 256.</summary>
    public int SourceKilobytes { get; init; } = 256;

    /// <summary>Cells of all tables of a text, 100 to 50,000.</summary>
    public int TableCells { get; init; } = 50_000;

    /// <summary>Formulas in one text, 0 to 1,000.</summary>
    public int Formulas { get; init; } = 1_000;

    /// <summary>Lines of a block of code that still gets colours, 0 to 2,000.</summary>
    public int CodeLines { get; init; } = 2_000;
}

public sealed record ReactionSettings
{
    /// <summary>A comment on an issue that is moved to Done while required items are open.</summary>
    public bool OpenItems { get; init; } = true;

    /// <summary>A comment on a page when a file that it shows is to be had no more.</summary>
    public bool BrokenSources { get; init; } = true;

    /// <summary>Texts are made ready when a page was changed, before its first reader comes.</summary>
    public bool RenderAhead { get; init; } = true;
}

public sealed record DataSettings
{
    /// <summary>Days for which data of an uninstalled app, of trashed pages and of deleted issues is kept, 1 to 365.</summary>
    public int RetentionDays { get; init; } = 30;
}

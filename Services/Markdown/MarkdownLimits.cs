namespace Markdwell.Services.Markdown;

/// <summary>
/// What one text may cost. A real document meets none of these; each stops a family of small texts that would take
/// seconds or gigabytes (docs/markdown.md lists the families with what was measured).
/// </summary>
public sealed record MarkdownLimits
{
    /// <summary>UTF-8 bytes of Markdown.</summary>
    public int SourceBytes { get; init; } = 256 * 1024;

    /// <summary>Characters Markdig may write and UTF-8 bytes that may leave. 64 KB of reference links can ask for 256 MB.</summary>
    public int OutputBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Quotes, lists and list items inside each other.</summary>
    public int Nesting { get; init; } = 64;

    /// <summary>Cells of all tables, with those that fill short rows up.</summary>
    public int TableCells { get; init; } = 50_000;

    /// <summary>HTML elements inside each other. Browsers flatten at about 512; Markdown within <see cref="Nesting"/> needs half.</summary>
    public int OpenElements { get; init; } = 256;

    /// <summary>Steps spent where the parser looks ahead or back again and again; 24 million are a tenth to a quarter of a second.</summary>
    public long Work { get; init; } = 24_000_000;

    /// <summary>Characters of one formula. A longer one is shown as it is written, as are those beyond the next three limits.</summary>
    public int FormulaLength { get; init; } = 4096;

    /// <summary>Formulas in one text.</summary>
    public int Formulas { get; init; } = 1000;

    /// <summary>Statements of the typesetting script for one formula; a line of algebra takes some thousand.</summary>
    public int FormulaSteps { get; init; } = 500_000;

    /// <summary>The same for all formulas of a text; half a second to a second.</summary>
    public int AllFormulaSteps { get; init; } = 2_000_000;

    /// <summary>Lines of a block of code that still gets colours.</summary>
    public int CodeLines { get; init; } = 2000;

    /// <summary>Coloured pieces in all code of a text; each takes some thirty bytes of <see cref="OutputBytes"/>. What comes later stays plain.</summary>
    public int CodeColours { get; init; } = 40_000;

    /// <summary>For what the other limits do not foresee; ends parsing and writing wherever they next ask.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Part of every cache key. The time is left out: it decides whether a text is finished, not what it becomes.</summary>
    public string Fingerprint => $"{SourceBytes}-{OutputBytes}-{Nesting}-{TableCells}-{OpenElements}-{Work}-{FormulaLength}-{Formulas}-{FormulaSteps}-{AllFormulaSteps}-{CodeLines}-{CodeColours}";
}

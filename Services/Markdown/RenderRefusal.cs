namespace Markdwell.Services.Markdown;

/// <summary>Why a text is not shown. Numbers are in the unit of the limit with the same name in <see cref="MarkdownLimits"/> (time in milliseconds).</summary>
/// <param name="Measured">What was found when the work stopped; null where only "beyond" is known.</param>
/// <param name="Line">The line of the text, counted from 1, where known.</param>
public sealed record RenderRefusal(RefusalReason Reason, long? Measured, long? Limit, int? Line)
{
    public RefusalKind Kind => Reason is RefusalReason.SourceSize or RefusalReason.OutputSize ? RefusalKind.TooLarge : RefusalKind.TooComplex;

    /// <summary>Only time depends on how busy the machine is. Any other refusal is as lasting as the text and may be cached with it.</summary>
    public bool MayPassLater => Reason == RefusalReason.Time;
}

public enum RefusalKind
{
    TooLarge,
    TooComplex,
}

public enum RefusalReason
{
    SourceSize,
    OutputSize,
    Nesting,
    TableCells,
    OpenElements,
    Work,
    Time,
}

namespace Markdwell.Services.Markdown;

/// <param name="Html">UTF-8, ready to be stored and sent as it is; empty when refused.</param>
/// <param name="Refusal">Null when the whole text is there.</param>
public sealed record RenderedMarkdown(ReadOnlyMemory<byte> Html, RenderRefusal? Refusal)
{
    public static RenderedMarkdown Of(ReadOnlyMemory<byte> html) => new(html, Refusal: null);

    public static RenderedMarkdown Refused(RenderRefusal refusal) => new(ReadOnlyMemory<byte>.Empty, refusal);
}

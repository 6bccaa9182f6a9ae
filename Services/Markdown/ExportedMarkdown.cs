namespace Markdwell.Services.Markdown;

/// <param name="Text">Storage format or plain text, as asked for; empty when refused.</param>
/// <param name="Refusal">Null when the whole text is there.</param>
public sealed record ExportedMarkdown(string Text, RenderRefusal? Refusal);

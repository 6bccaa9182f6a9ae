using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Pages.Shared;

/// <summary>What is shown: a rendered text, or one line for whoever looks at it, or in an export both.</summary>
/// <param name="Source">Of a text that is not shown: below the line, for who wants to read it all the same.</param>
/// <param name="MayPassLater">Whether the same text may be shown another time, so that this must not be kept.</param>
public sealed record Document(string Html, string? Notice, ShownSource? Source = null, bool MayPassLater = false)
{
    /// <summary>Of the ids in a text that is being written, which may be shown beside the one that was saved.</summary>
    public const string PreviewPrefix = "md-preview-";

    /// <summary>The fingerprint of what it was made with: settings may change while a text waits for its turn.</summary>
    public string Renderer { get; init; } = "";

    /// <summary>Of a text that came from elsewhere.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether to offer another try: what the line is about may be over.</summary>
    public bool OffersRetry { get; init; }

    public static Document Of(RenderedMarkdown rendered, string markdown) =>
        rendered.Refusal is { } refusal ? Of(refusal, markdown) : new(Encoding.UTF8.GetString(rendered.Html.Span), null);

    public static Document Of(ExportedMarkdown exported, string markdown, string? notice = null) =>
        exported.Refusal is { } refusal ? Of(refusal, markdown) : new(exported.Text, notice);

    /// <summary>For a text whose turn did not come.</summary>
    public static Document Busy(string markdown) =>
        new("", "Markdwell has many texts to show just now. Try again in a moment.", ShownSource.Of(markdown), MayPassLater: true);

    public static Document Says(string notice) => new("", notice);

    private static Document Of(RenderRefusal refusal, string markdown) => new("", Sentence(refusal), ShownSource.Of(markdown), refusal.MayPassLater);

    private static string Sentence(RenderRefusal refusal)
    {
        var where = refusal.Line is { } line ? $", near line {line}" : "";
        return refusal.Reason switch
        {
            RefusalReason.SourceSize => $"This text has {Kilobytes(refusal.Measured)} KB; up to {Kilobytes(refusal.Limit)} KB are shown. The text itself is untouched.",
            RefusalReason.OutputSize => $"Too complex to show (it would become more than {Kilobytes(refusal.Limit)} KB of page{where}). The text itself is untouched.",
            RefusalReason.TableCells => $"Too complex to show (tables of more than {refusal.Limit:N0} cells{where}). The text itself is untouched.",
            RefusalReason.Nesting => $"Too complex to show (lists, quotes or marks nested too deeply{where}). The text itself is untouched.",
            RefusalReason.OpenElements => $"Too complex to show (HTML elements nested too deeply{where}). The text itself is untouched.",
            RefusalReason.Time => "Showing this text took too long just now. Try again in a moment; if that does not help, the text is too complex. The text itself is untouched.",
            _ => $"Too complex to show (too many open brackets, marks or definitions to look through{where}). The text itself is untouched.",
        };
    }

    private static long? Kilobytes(long? bytes) => (bytes + 1023) / 1024;
}

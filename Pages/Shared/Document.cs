using System.Text;
using Markdwell.Services.Markdown;

namespace Markdwell.Pages.Shared;

/// <summary>What is shown: a rendered text, or one line for whoever looks at it, or in an export both.</summary>
public sealed record Document(string Html, string? Notice)
{
    public static Document Of(RenderedMarkdown rendered) =>
        rendered.Refusal is { } refusal ? Says(Sentence(refusal)) : new(Encoding.UTF8.GetString(rendered.Html.Span), null);

    public static Document Of(ExportedMarkdown exported, string? notice = null) =>
        exported.Refusal is { } refusal ? Says(Sentence(refusal)) : new(exported.Text, notice);

    public static Document Says(string notice) => new("", notice);

    private static string Sentence(RenderRefusal refusal)
    {
        var where = refusal.Line is { } line ? $", near line {line}" : "";
        return refusal.Reason switch
        {
            RefusalReason.SourceSize => $"This text has {Kilobytes(refusal.Measured)} KB; up to {Kilobytes(refusal.Limit)} KB are shown. The text itself is untouched.",
            RefusalReason.OutputSize => $"Too complex to show (it would become more than {Kilobytes(refusal.Limit)} KB of page{where}). The text itself is untouched.",
            RefusalReason.TableCells => $"Too complex to show (a table of more than {refusal.Limit} cells{where}). The text itself is untouched.",
            RefusalReason.Nesting or RefusalReason.OpenElements => $"Too complex to show (nested too deeply{where}). The text itself is untouched.",
            RefusalReason.Time => "Showing this text took too long just now. Reload the page to try again; if that does not help, the text is too complex. It is untouched.",
            _ => $"Too complex to show (it takes too much work{where}). The text itself is untouched.",
        };
    }

    private static long? Kilobytes(long? bytes) => (bytes + 1023) / 1024;
}

using System.Diagnostics.Metrics;
using Markdwell.Services;
using Markdwell.Services.Markdown;

namespace Markdwell.Pages.Shared;

/// <summary>How long it takes to render texts, and how many are refused and why.</summary>
public sealed class Renders(IMeterFactory meters, TimeProvider clock)
{
    private readonly Histogram<double> duration = meters.Markdwell().CreateDuration("markdwell.render.duration", "Renderings by format and outcome");
    private readonly Counter<long> crowds = meters.Markdwell().CreateCounter<long>("markdwell.render.crowded_out", "{text}", "Texts whose turn to be rendered did not come in time");

    public RenderedMarkdown Html(Func<RenderedMarkdown> render) => Measure("html", render, rendered => rendered.Refusal);

    public ExportedMarkdown Storage(Func<ExportedMarkdown> render) => Measure("storage", render, exported => exported.Refusal);

    /// <summary>The turn of this text did not come.</summary>
    public Document Busy(string markdown)
    {
        crowds.Add(1);
        return Document.Busy(markdown);
    }

    private T Measure<T>(string format, Func<T> render, Func<T, RenderRefusal?> refusal)
    {
        var began = clock.GetTimestamp();
        var rendered = render();
        duration.Record(clock.GetElapsedTime(began).TotalSeconds, new("format", format), new("outcome", refusal(rendered)?.Reason.ToString() ?? "Rendered"));
        return rendered;
    }
}

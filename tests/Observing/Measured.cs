using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Markdwell.Services;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Observing;

/// <summary>What one app measures, as <c>name tag=value tag=value</c>.</summary>
public sealed class Measured : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<string> lines = [];
    private readonly ConcurrentQueue<string> values = [];

    public Measured(MarkdwellApp app)
    {
        var own = app.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == Observed.Name && instrument.Meter.Scope == own)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, number, tags, _) =>
        {
            Keep(instrument, tags);
            values.Enqueue($"{Line(instrument, tags)} {number}");
        });
        listener.SetMeasurementEventCallback<int>((instrument, number, tags, _) => lines.Enqueue($"{Line(instrument, tags)} {number}"));
        listener.Start();
    }

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The same with the numbers.</summary>
    public IReadOnlyCollection<string> Values => values;

    public int Count(string line) => lines.Count(one => one == line);

    /// <summary>What is not told but asked for.</summary>
    public void Ask() => listener.RecordObservableInstruments();

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => lines.Enqueue(Line(instrument, tags));

    private static string Line(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = instrument.Name;
        foreach (var tag in tags)
        {
            line += $" {tag.Key}={tag.Value}";
        }

        return line;
    }
}

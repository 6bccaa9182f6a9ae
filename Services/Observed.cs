using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Markdwell.Services;

/// <summary>
/// Under which name the app tells of itself. What is said there leaves the server and is read by many: kinds, outcomes and times, and never
/// a site, a page, an account, an address or a word of a text.
/// </summary>
internal static class Observed
{
    public const string Name = "Markdwell";

    /// <summary>What takes time and has a cause. Costs nothing while nobody listens.</summary>
    public static readonly ActivitySource Spans = new(Name);

    // Collectors' own steps are made for milliseconds: everything of ours would be in the first.
    private static readonly InstrumentAdvice<double> Steps = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20] };

    public static Meter Markdwell(this IMeterFactory meters) => meters.Create(Name);

    /// <summary>How long something takes, in seconds.</summary>
    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) => meter.CreateHistogram(name, "s", description, tags: null, Steps);

    /// <summary>The trace that runs here, to be gone on with by whoever does the work: another process, it may be.</summary>
    public static string? Trace => Activity.Current is { } current && current.Source.Name == Name && current.Recorded ? current.Id : null;

    public static void End(this Activity? span, string outcome, bool isFailure)
    {
        span?.SetTag("outcome", outcome);
        span?.SetStatus(isFailure ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }
}

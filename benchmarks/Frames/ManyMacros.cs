using System.Collections.Concurrent;
using System.Diagnostics;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>A page of thirty macros, opened the way a browser does: first by somebody who finds nothing made, then again and again.</summary>
internal static class ManyMacros
{
    // As many as a browser asks for at once.
    private const int FramesAtOnce = 6;

    public static async Task<string> MeasureAsync(Stand stand, Server app, Site site, int rounds)
    {
        var before = stand.Product.Calls;
        var (cold, warm) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds; i++)
        {
            cold.AddRange(await OpenAsync(stand, app, site, Stand.PageOfManyMacros + i));
        }

        var calls = (stand.Product.Calls - before) / (double)rounds;
        for (var i = 0; i < 10 * rounds; i++)
        {
            warm.AddRange(await OpenAsync(stand, app, site, Stand.PageOfManyMacros));
        }

        return Invariant($"page of {Stand.Macros} macros, {FramesAtOnce} at once: from cache p95 {Median.Of(warm, 0.95):F1} ms each; cold p95 {Median.Of(cold, 0.95):F1} ms each with {calls:F1} calls to the product for all\n");
    }

    private static async Task<IEnumerable<double>> OpenAsync(Stand stand, Server app, Site site, int page)
    {
        var times = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Stand.Macros), new ParallelOptions { MaxDegreeOfParallelism = FramesAtOnce }, async (i, cancelled) =>
        {
            var watch = Stopwatch.StartNew();
            await stand.OpenAsync(app, Stand.Frame(site, $"m-{i}", page), cancelled);
            times.Add(watch.Elapsed.TotalMilliseconds);
        });
        return times;
    }
}

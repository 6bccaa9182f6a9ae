using System.Diagnostics;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>Pages that nobody has opened: their text is asked for, rendered and kept. One connection, so that nothing waits but for that.</summary>
internal static class ColdPages
{
    private const int PagesOfARound = 50;

    // Both compile what they do often a second time, which is not to be counted: they run for weeks.
    private const int PagesBefore = 1000;

    public static async Task<string> MeasureAsync(Stand stand, Server app, Server peer, Site site, int rounds)
    {
        var (ours, theirs, alone) = (new List<Cold>(), new List<Cold>(), new List<double>());
        foreach (var server in (Server[])[app, peer])
        {
            await stand.OpenAllAsync(server, Enumerable.Range(10_000, PagesBefore).Select(page => Stand.Frame(site, "8-x", page)));
        }

        for (var round = -1; round < rounds; round++)
        {
            var first = 100 + ((round + 1) * PagesOfARound);
            var (a, b) = (await OpenAsync(stand, app, site, first), await OpenAsync(stand, peer, site, first));
            if (round >= 0)
            {
                ours.Add(a);
                theirs.Add(b);
                alone.Add(await ProductAloneAsync(stand));
            }
        }

        return Invariant($"""
            cold page at one connection: p50 {Median.Of(ours.Select(c => c.Milliseconds)):F1} ms, express {Median.Of(theirs.Select(c => c.Milliseconds)):F1} ms; the call to the product alone: {Median.Of(alone):F1} ms
            CPU for a cold page: {Median.Of(ours.Select(c => c.Cpu)):F2} ms, express {Median.Of(theirs.Select(c => c.Cpu)):F1} ms: {Median.Ratio(ours, theirs, c => c.Cpu):F3} times

            """);
    }

    private static async Task<Cold> OpenAsync(Stand stand, Server server, Site site, int first)
    {
        // Another version of each, so that the viewer's right is known already.
        foreach (var page in Enumerable.Range(first, PagesOfARound))
        {
            await stand.OpenAsync(server, Stand.Frame(site, "8-x", page, version: 2));
        }

        var times = new List<double>();
        var before = server.CpuSeconds;
        foreach (var page in Enumerable.Range(first, PagesOfARound))
        {
            var watch = Stopwatch.StartNew();
            await stand.OpenAsync(server, Stand.Frame(site, "8-x", page));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return new(Median.Of(times), (server.CpuSeconds - before) * 1000 / PagesOfARound);
    }

    private static async Task<double> ProductAloneAsync(Stand stand)
    {
        var times = new List<double>();
        for (var i = 0; i < PagesOfARound / 5; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await stand.Http.GetAsync(new Uri($"{stand.Product.BaseUrl}/wiki/api/v2/pages/1"));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Median.Of(times);
    }

    private sealed record Cold(double Milliseconds, double Cpu);
}

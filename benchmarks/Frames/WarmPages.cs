using System.Net;
using System.Text;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>A page that has been opened before, by readers of many sites at once.</summary>
internal static class WarmPages
{
    public static async Task<string> MeasureAsync(Stand stand, Server app, Server peer, IReadOnlyList<Site> sites, string document, int page, int rounds)
    {
        foreach (var server in (Server[])[app, peer])
        {
            await OpenAllAsync(stand, server, sites, document, page);
        }

        var path = Stand.Frame(sites[0], document + "-x", page);
        using var bare = await stand.StartBareAsync(await stand.OpenAsync(app, path));
        var (ours, yardstick, theirs) = (new List<Measure>(), new List<Measure>(), new List<Measure>());
        for (var round = -1; round < rounds; round++)
        {
            // Tokens live for three minutes.
            var paths = sites.Select(site => Stand.Frame(site, document + "-x", page)).ToList();
            var (a, b, c) = (await Load.RunAsync(app, paths), await Load.RunAsync(bare, paths), await Load.RunAsync(peer, paths));
            if (round >= 0)
            {
                ours.Add(a);
                yardstick.Add(b);
                theirs.Add(c);
            }
        }

        foreach (var server in (Server[])[app, peer])
        {
            await RefusesAsync(stand, server, path);
            await OpenAllAsync(stand, server, sites, document, page);
        }

        double Of(List<Measure> of, Func<Measure, double> figure) => Median.Of(of.Select(figure));
        return Invariant($"| {document} KB | {Of(ours, m => m.RequestsPerSecond):F0} | {Of(yardstick, m => m.RequestsPerSecond):F0} | {Median.Ratio(ours, yardstick, m => m.RequestsPerSecond):P0} | {Of(theirs, m => m.RequestsPerSecond):F0} | {Of(ours, m => m.CpuMicroseconds):F0} | {Of(yardstick, m => m.CpuMicroseconds):F0} | {Median.Ratio(ours, yardstick, m => m.CpuMicroseconds):F2} | {Of(theirs, m => m.CpuMicroseconds):F0} | {Median.Ratio(ours, theirs, m => m.CpuMicroseconds):F3} | {Of(ours, m => m.P99Milliseconds):F1} | {Of(yardstick, m => m.P99Milliseconds):F1} | {Median.Ratio(ours, yardstick, m => m.P99Milliseconds):F2} |");
    }

    /// <summary>Before, so that the page is there for each of them; and after, so that no fast answer was an empty one.</summary>
    private static Task OpenAllAsync(Stand stand, Server server, IReadOnlyList<Site> sites, string document, int page) =>
        Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (site, cancelled) =>
        {
            var answer = Encoding.UTF8.GetString(await stand.OpenAsync(server, Stand.Frame(site, document + "-x", page), cancelled));
            if (!answer.Contains("A service and its handbook</h1>", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("An answer does not hold the text.");
            }
        });

    /// <summary>Each letter of a token changed, one at a time, and none at all.</summary>
    private static async Task RefusesAsync(Stand stand, Server server, string path)
    {
        var token = path.IndexOf("jwt=", StringComparison.Ordinal) + "jwt=".Length;
        var forged = Enumerable.Range(0, (path.Length - token) / 5).Select(i => token + (i * 5)).Where(at => path[at] != '.')
            .Select(at => path[..at] + (path[at] == 'x' ? 'y' : 'x') + path[(at + 1)..])
            .Append(path[..(token - "&jwt=".Length)])
            .Append(path.Replace("pageId=", "pageId=2", StringComparison.Ordinal));
        foreach (var attempt in forged)
        {
            using var response = await stand.Http.GetAsync(new Uri($"http://127.0.0.1:{server.Port}{attempt}"));
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest or HttpStatusCode.InternalServerError))
            {
                throw new InvalidOperationException($"A forged request was answered {response.StatusCode}.");
            }
        }
    }
}

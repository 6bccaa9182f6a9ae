using System.Diagnostics;
using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>Sites that install the app one after the other, each kept before its answer.</summary>
internal static class Installs
{
    private const int AtATime = 50;

    public static async Task<string> MeasureAsync(Stand stand, Server app, Server peer, IReadOnlyList<Site> sites, IReadOnlyList<Site> jiraSites)
    {
        // The first install asks for the key that all are signed with.
        await BatchAsync(stand, app, sites.Take(1));
        await BatchAsync(stand, peer, sites.Take(1));
        var (ours, theirs) = (new List<double>(), new List<double>());
        foreach (var batch in sites.Skip(1).Chunk(AtATime))
        {
            ours.Add(await BatchAsync(stand, app, batch));
            theirs.Add(await BatchAsync(stand, peer, batch));
        }

        await BatchAsync(stand, app, jiraSites, "jira");
        await BatchAsync(stand, peer, jiraSites, "jira");
        return Invariant($"installs, one at a time: {Median.Of(ours):F0} per second, express {Median.Of(theirs):F0}: {Median.Ratio(ours, theirs, rate => rate):F1} times as many\n");
    }

    /// <returns>How many a second.</returns>
    private static async Task<double> BatchAsync(Stand stand, Server server, IEnumerable<Site> sites, string productType = "confluence")
    {
        // The product's own signature takes as long as all that an app has to do: it is made before.
        var installed = sites.Select(site => stand.Installed(server, site, productType)).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var request in installed)
        {
            await stand.InstallAsync(request);
        }

        return installed.Count / watch.Elapsed.TotalSeconds;
    }
}

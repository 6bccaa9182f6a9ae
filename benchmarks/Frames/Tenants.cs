using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>What a process holds when a thousand sites have read something, and when they go on reading other things.</summary>
internal static class Tenants
{
    // Far more than its caches hold: what it holds has to come to a rest.
    private const int MorePages = 32;
    private const int Between = 8;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<string> MeasureAsync(Stand stand, IReadOnlyList<Site> sites)
    {
        using var app = await stand.StartAppAsync();
        using var peer = await stand.StartPeerAsync();
        var (ours, theirs) = (await WarmUpAsync(stand, app, sites), await WarmUpAsync(stand, peer, sites));
        var held = new List<double>();
        for (var page = 1; page <= MorePages; page++)
        {
            await ReadAsync(stand, app, sites, 2000 + page);
            if (page % Between == 0)
            {
                held.Add(app.MemoryMegabytes);
            }
        }

        return Invariant($"memory after the warm-up of {sites.Count} sites: {ours:F0} MB, express {theirs:F0} MB: {ours / theirs:F2} times; after each {Between} more pages of each: {string.Join(", ", held.Select(megabytes => Invariant($"{megabytes:F0}")))} MB");
    }

    private static async Task<double> WarmUpAsync(Stand stand, Server server, IReadOnlyList<Site> sites)
    {
        foreach (var site in sites)
        {
            await stand.InstallAsync(stand.Installed(server, site));
        }

        await ReadAsync(stand, server, sites, page: 2000);
        await Task.Delay(Rest);
        return server.MemoryMegabytes;
    }

    private static Task ReadAsync(Stand stand, Server server, IReadOnlyList<Site> sites, int page) =>
        stand.OpenAllAsync(server, sites.Select(site => Stand.Frame(site, "8-x", page)));
}

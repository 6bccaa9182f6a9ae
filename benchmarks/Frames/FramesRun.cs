using System.Globalization;
using System.Text;

namespace Markdwell.Benchmarks.Frames;

/// <summary>One run: the published app, bare Kestrel and atlassian-connect-express in turns, so that a busy machine is busy for all.</summary>
internal sealed class FramesRun(string appFolder, string peerFolder, int rounds)
{
    private const int Sites = 500;
    private const int MoreSites = 1000;

    private readonly List<Site> sites = [.. Enumerable.Range(0, MoreSites).Select(Site.Create)];
    private readonly List<Site> jiraSites = [.. Enumerable.Range(MoreSites, Sites).Select(Site.Create)];
    private readonly StringBuilder report = new();

    public async Task<string> ReportAsync()
    {
        await using var stand = await Stand.CreateAsync(appFolder, peerFolder);
        Say(await Starts.MeasureAsync(stand, rounds));
        await LoadedAsync(stand);
        Say(await Tenants.MeasureAsync(stand, sites));
        return report.ToString();
    }

    private async Task LoadedAsync(Stand stand)
    {
        using var peer = await stand.StartPeerAsync();
        using (var app = await stand.StartAppAsync())
        {
            Say(await Installs.MeasureAsync(stand, app, peer, sites[..Sites], jiraSites));
            Say(await ColdPages.MeasureAsync(stand, app, peer, sites[0], rounds));
            Say(await ManyMacros.MeasureAsync(stand, app, sites[0], rounds));

            Say("| warm signed macro page | app, requests/s | bare Kestrel | ratio | express | app, CPU µs | bare | ratio | express | ratio | app p99 ms | bare | ratio |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (var (name, page) in Stand.Documents)
            {
                Say(await WarmPages.MeasureAsync(stand, app, peer, sites[..Sites], name, page, rounds));
            }

            Say(await Deliveries.MeasureAsync("worked on beside", app, peer, jiraSites, rounds));
        }

        using var keeper = await stand.StartAppAsync(works: false);
        Say(await Deliveries.MeasureAsync("only kept", keeper, peer, jiraSites, rounds));
    }

    private void Say(string text)
    {
        report.AppendLine(text);

        // A run takes minutes: whoever waits sees how far it is.
        Console.Error.WriteLine(text);
    }

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

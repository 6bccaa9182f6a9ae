using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Markdwell.Benchmarks.Ticks;

/// <summary>
/// How long a tick waits for its answer while Jira takes its time. The yardstick is bare Kestrel, which answers the same bytes to the same
/// posts: both take turns, with the same people and the same pauses.
/// </summary>
internal sealed class TicksRun(string appFolder, string sandbox, int rounds) : IDisposable
{
    private const int AppPort = 5490;
    private const int BarePort = 5491;
    private const int SandboxPort = 5492;
    private const int Items = 20;
    private const int TicksPerRound = 40;

    private static readonly TimeSpan JiraTakes = TimeSpan.FromMilliseconds(150);
    private static readonly int[] People = [1, 20];
    private static readonly string Note = "## Before we ship\n\n" + string.Concat(Enumerable.Range(1, Items).Select(i => $"- [ ] Step {i} of the release\n"));

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly HttpClient app = new() { BaseAddress = new($"http://127.0.0.1:{AppPort}") };
    private readonly HttpClient bare = new() { BaseAddress = new($"http://127.0.0.1:{BarePort}") };

    public async Task<string> ReportAsync()
    {
        using var serving = await StartAppAsync();
        using var site = await JiraSandbox.StartAsync(sandbox, SandboxPort, app.BaseAddress!.ToString().TrimEnd('/'));
        using var jira = new JiraSandbox(SandboxPort);
        await jira.InstallAsync();
        await jira.TakeAsync(JiraTakes);

        var all = new List<Ticker>();
        for (var i = 0; i < People.Max(); i++)
        {
            all.Add(new Ticker(app, jira, await jira.NewIssueAsync(Note)));
        }

        await all[0].OpenAsync();
        var file = Path.Combine(data, "answer.json");
        await File.WriteAllBytesAsync(file, await all[0].AnswerAsync(isDone: false));
        using var yardstick = await Server.StartAsync(typeof(TicksRun).Assembly.Location, BarePort, "/", new Dictionary<string, string>(StringComparer.Ordinal), "bare", file, $"{BarePort}");

        var report = new StringBuilder("| people, each on an issue | ticks | p50 ms | p95 ms | longest ms | bare Kestrel p95 ms | ratio of p95 |\n|---|---|---|---|---|---|---|\n");
        foreach (var people in People)
        {
            report.AppendLine(await MeasureAsync(all[..people]));
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(all.Select(ticker => ticker.SettleAsync()));
        return report.Append(CultureInfo.InvariantCulture, $"\nAll {People.Max()} notes in Jira {watch.Elapsed.TotalMilliseconds:F0} ms after the last answer").ToString();
    }

    public void Dispose()
    {
        app.Dispose();
        bare.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<Server> StartAppAsync() => Server.StartAsync(Path.Combine(appFolder, "Markdwell.dll"), AppPort, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Connect__BaseUrl"] = $"http://127.0.0.1:{AppPort}",
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = $"http://localhost:{SandboxPort}/install-keys",
        ["Data__Folder"] = data,
        ["Logging__LogLevel__Default"] = "Warning",
    });

    private async Task<string> MeasureAsync(List<Ticker> tickers)
    {
        await Task.WhenAll(tickers.Select(ticker => ticker.OpenAsync()));
        var (ours, p95, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var (a, b) = (await TickAsync(tickers, app), await TickAsync(tickers, bare));
            if (round >= 0)
            {
                ours.AddRange(a);
                p95.Add(Percentile(b, 0.95));
                ratios.Add(Percentile(a, 0.95) / Percentile(b, 0.95));
            }
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"| {tickers.Count} | {ours.Count} | {Percentile(ours, 0.5):F1} | {Percentile(ours, 0.95):F1} | {ours.Max():F0} | {Percentile(p95, 0.5):F1} | {Percentile(ratios, 0.5):F1} |");
    }

    private static async Task<List<double>> TickAsync(List<Ticker> tickers, HttpClient server) =>
        [.. (await Task.WhenAll(tickers.Select(ticker => ticker.TickAsync(server, TicksPerRound)))).SelectMany(times => times)];

    private static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));
}

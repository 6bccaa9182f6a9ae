using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Markdwell.Benchmarks;

/// <summary>One run: the published app and the yardstick in turns, so that a busy machine is busy for both.</summary>
internal sealed class Run(string appFolder, int rounds) : IDisposable
{
    private const int AppPort = 5490;
    private const int BarePort = 5491;
    private const int Sites = 500;
    private const int ColdPages = 250;
    private const string Macro = "/macros/markdown";

    private const int Macros = 30;
    private const int PageOfManyMacros = 90_000;

    // As many as a browser asks for at once.
    private const int FramesAtOnce = 6;

    // The first page of those that hold one text of a size.
    private static readonly (string Name, int Bytes, int Page)[] Documents = [("8", 8 * 1024, 1), ("60", 60 * 1024, 60_000)];

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{AppPort}") };
    private readonly List<Site> sites = [.. Enumerable.Range(0, Sites).Select(Site.Create)];

    public async Task<string> ReportAsync()
    {
        var one = Documents.ToDictionary(d => d.Page, d => new Dictionary<string, string>(StringComparer.Ordinal) { [d.Name + "-x"] = Texts.Readme(d.Bytes) });
        var many = Enumerable.Range(0, Macros).ToDictionary(i => Invariant($"m-{i}"), i => Texts.Readme(1024 + i), StringComparer.Ordinal);
        await using var product = await PretendProduct.StartAsync(id => id >= PageOfManyMacros ? many : one[id >= 60_000 ? 60_000 : 1]);
        using var app = await StartAppAsync(product);
        var report = new StringBuilder();
        report.AppendLine(Invariant($"first answer after start: {app.FirstAnswer.TotalMilliseconds:F0} ms; memory idle: {app.MemoryMegabytes:F0} MB"));
        report.AppendLine(Invariant($"installs, one at a time: {await InstallAsync(product):F0} per second"));
        var (cold, alone) = await ColdAsync(product);
        report.AppendLine(Invariant($"cold page at one connection: p50 {cold:F1} ms; the call to the product alone: {alone:F1} ms"));
        report.AppendLine(await ManyAsync(product));
        report.AppendLine().AppendLine("| warm signed macro page | app, requests/s | bare Kestrel | ratio | app, CPU µs | bare | ratio | app p99 ms | bare |").AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, _, page) in Documents)
        {
            report.AppendLine(await WarmAsync(app, name, page));
        }

        report.AppendLine(Invariant($"\nmemory after all: {app.MemoryMegabytes:F0} MB"));
        return report.ToString();
    }

    public void Dispose()
    {
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<Server> StartAppAsync(PretendProduct product) => Server.StartAsync(Path.Combine(appFolder, "Markdwell.dll"), AppPort, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Connect__BaseUrl"] = $"http://127.0.0.1:{AppPort}",
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = product.BaseUrl + "/keys",
        ["Data__Folder"] = data,
        ["Logging__LogLevel__Default"] = "Warning",
    });

    private async Task<double> InstallAsync(PretendProduct product)
    {
        var watch = Stopwatch.StartNew();
        foreach (var site in sites)
        {
            var body = JsonSerializer.Serialize(new { key = "markdwell", clientKey = site.ClientKey, sharedSecret = site.Secret, baseUrl = product.BaseUrl + "/wiki", productType = "confluence", eventType = "installed" });
            using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/installed") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
            request.Headers.Authorization = new("JWT", site.InstalledToken(product.Key, PretendProduct.KeyId, $"http://127.0.0.1:{AppPort}"));
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }

        return sites.Count / watch.Elapsed.TotalSeconds;
    }

    private async Task<(double Cold, double ProductAlone)> ColdAsync(PretendProduct product)
    {
        var (times, alone) = (new List<double>(), new List<double>());
        for (var i = 1; i <= ColdPages; i++)
        {
            // Another version each time, by a viewer whose right is known already.
            using var warm = await http.GetAsync(new Uri(Frame(sites[0], "8-x", page: i, version: 2), UriKind.Relative));
            var watch = Stopwatch.StartNew();
            using var response = await http.GetAsync(new Uri(Frame(sites[0], "8-x", page: i), UriKind.Relative));
            response.EnsureSuccessStatusCode();
            times.Add(watch.Elapsed.TotalMilliseconds);

            watch.Restart();
            using var body = await http.GetAsync(new Uri($"{product.BaseUrl}/wiki/api/v2/pages/1"));
            alone.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (Median(times), Median(alone));
    }

    /// <summary>A page of thirty macros, opened the way a browser does: first by somebody who finds nothing made, then again and again.</summary>
    private async Task<string> ManyAsync(PretendProduct product)
    {
        async Task<List<double>> OpenAsync(int page)
        {
            var times = new ConcurrentBag<double>();
            await Parallel.ForEachAsync(Enumerable.Range(0, Macros), new ParallelOptions { MaxDegreeOfParallelism = FramesAtOnce }, async (i, cancelled) =>
            {
                var watch = Stopwatch.StartNew();
                using var response = await http.GetAsync(new Uri(Frame(sites[0], $"m-{i}", page), UriKind.Relative), cancelled);
                response.EnsureSuccessStatusCode();
                times.Add(watch.Elapsed.TotalMilliseconds);
            });
            return [.. times];
        }

        var before = product.Calls;
        var cold = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            cold.AddRange(await OpenAsync(PageOfManyMacros + i));
        }

        var calls = (product.Calls - before) / (double)rounds;
        var warm = new List<double>();
        for (var i = 0; i < 10 * rounds; i++)
        {
            warm.AddRange(await OpenAsync(PageOfManyMacros));
        }

        return Invariant($"page of {Macros} macros, {FramesAtOnce} at once: from cache p95 {Percentile(warm, 0.95):F1} ms each; cold p95 {Percentile(cold, 0.95):F1} ms each with {calls:F1} calls to the product for all");
    }

    private async Task<string> WarmAsync(Server app, string document, int id)
    {
        var page = await http.GetByteArrayAsync(new Uri(Frame(sites[0], document + "-x", id), UriKind.Relative));
        var file = Path.Combine(data, document + ".html");
        await File.WriteAllBytesAsync(file, page);
        using var bare = await Server.StartAsync(typeof(Run).Assembly.Location, BarePort, "/", new Dictionary<string, string>(StringComparer.Ordinal), "bare", file, $"{BarePort}");

        var (ours, theirs) = (new List<Measure>(), new List<Measure>());
        for (var round = -1; round < rounds; round++)
        {
            var paths = sites.Select(site => Frame(site, document + "-x", id)).ToList();
            var (a, b) = (await Load.RunAsync(app, paths), await Load.RunAsync(bare, paths));
            if (round >= 0)
            {
                ours.Add(a);
                theirs.Add(b);
            }
        }

        double Ratio(Func<Measure, double> of) => Median(ours.Zip(theirs, (a, b) => of(a) / of(b)));
        return Invariant($"| {document} KB | {Median(ours.Select(m => m.RequestsPerSecond)):F0} | {Median(theirs.Select(m => m.RequestsPerSecond)):F0} | {Ratio(m => m.RequestsPerSecond):P0} | {Median(ours.Select(m => m.CpuMicroseconds)):F0} | {Median(theirs.Select(m => m.CpuMicroseconds)):F0} | {Ratio(m => m.CpuMicroseconds):F2} | {Median(ours.Select(m => m.P99Milliseconds)):F1} | {Median(theirs.Select(m => m.P99Milliseconds)):F1} |");
    }

    private static string Frame(Site site, string macro, int page, int version = 3) => site.Frame(
        Macro,
        $"pageId={page}&pageVersion={version}&macroId={macro}&outputType=display&xdm_e=https%3A%2F%2Facme.atlassian.net&xdm_c=channel-markdwell-markdown-1234567890&cp=%2Fwiki&xdm_deprecated_addon_key_do_not_use=markdwell&lic=none&cv=1000.0.0-8f1e");

    private static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    private static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

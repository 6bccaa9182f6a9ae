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

    private static readonly (string Name, int Bytes)[] Documents = [("8", 8 * 1024), ("60", 60 * 1024)];

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{AppPort}") };
    private readonly List<Site> sites = [.. Enumerable.Range(0, Sites).Select(Site.Create)];

    public async Task<string> ReportAsync()
    {
        await using var product = await PretendProduct.StartAsync(Documents.ToDictionary(d => d.Name, d => Texts.Readme(d.Bytes), StringComparer.Ordinal));
        using var app = await StartAppAsync(product);
        var report = new StringBuilder();
        report.AppendLine(Invariant($"first answer after start: {app.FirstAnswer.TotalMilliseconds:F0} ms; memory idle: {app.MemoryMegabytes:F0} MB"));
        report.AppendLine(Invariant($"installs, one at a time: {await InstallAsync(product):F0} per second"));
        var (cold, alone) = await ColdAsync(product);
        report.AppendLine(Invariant($"cold page at one connection: p50 {cold:F1} ms; the call to the product alone: {alone:F1} ms"));
        report.AppendLine().AppendLine("| warm signed macro page | app, requests/s | bare Kestrel | ratio | app, CPU µs | bare | ratio | app p99 ms | bare |").AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, _) in Documents)
        {
            report.AppendLine(await WarmAsync(app, name));
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
        for (var i = 0; i < ColdPages; i++)
        {
            // Another page each time, by a viewer whose right is known already.
            using var warm = await http.GetAsync(new Uri(Frame(sites[0], "8", $"warm{i}", page: i), UriKind.Relative));
            var watch = Stopwatch.StartNew();
            using var response = await http.GetAsync(new Uri(Frame(sites[0], "8", $"cold{i}", page: i), UriKind.Relative));
            response.EnsureSuccessStatusCode();
            times.Add(watch.Elapsed.TotalMilliseconds);

            watch.Restart();
            using var body = await http.GetAsync(new Uri($"{product.BaseUrl}/wiki/rest/api/content/1/history/3/macro/id/8-x"));
            alone.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (Median(times), Median(alone));
    }

    private async Task<string> WarmAsync(Server app, string document)
    {
        var page = await http.GetByteArrayAsync(new Uri(Frame(sites[0], document, "x", page: 1), UriKind.Relative));
        var file = Path.Combine(data, document + ".html");
        await File.WriteAllBytesAsync(file, page);
        using var bare = await Server.StartAsync(typeof(Run).Assembly.Location, BarePort, "/", new Dictionary<string, string>(StringComparer.Ordinal), "bare", file, $"{BarePort}");

        var (ours, theirs) = (new List<Measure>(), new List<Measure>());
        for (var round = -1; round < rounds; round++)
        {
            var paths = sites.Select(site => Frame(site, document, "x", page: 1)).ToList();
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

    private static string Frame(Site site, string document, string macro, int page) => site.Frame(
        Macro,
        $"pageId={page}&pageVersion=3&macroId={document}-{macro}&outputType=display&xdm_e=https%3A%2F%2Facme.atlassian.net&xdm_c=channel-markdwell-markdown-1234567890&cp=%2Fwiki&xdm_deprecated_addon_key_do_not_use=markdwell&lic=none&cv=1000.0.0-8f1e");

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Markdwell.Benchmarks.Instances;

/// <summary>
/// Two processes of one core each on one database and one Redis, against one such process. There are no other cores to make the load: so each
/// process shares its core with its own wrk, and one process has half of what two have in that as well.
/// </summary>
internal sealed class InstancesRun(string appFolder, int rounds) : IDisposable
{
    private const int FirstPort = 5590;
    private const int RedisPort = 5599;
    private const int Sites = 100;
    private const int Page = 1;
    private const string Macro = "x";

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly HttpClient http = new();
    private readonly List<Site> sites = [.. Enumerable.Range(0, Sites).Select(Site.Create)];
    private readonly Process redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{RedisPort}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { UseShellExecute = false, RedirectStandardOutput = true })!;

    public async Task<string> ReportAsync()
    {
        redis.OutputDataReceived += (_, _) => { };
        redis.BeginOutputReadLine();
        var text = new Dictionary<string, string>(StringComparer.Ordinal) { [Macro] = Texts.Readme(8 * 1024) };
        await using var product = await PretendProduct.StartAsync(_ => text);
        using var one = await StartAsync(product, core: 0);
        using var other = await StartAsync(product, core: 1);
        await InstallAsync(product);

        var (alone, together) = (new List<Measure>(), new List<Measure>());
        for (var round = -1; round < rounds; round++)
        {
            var single = await Load.RunAsync(one, Paths(), core: 0);
            var pair = await Task.WhenAll(Load.RunAsync(one, Paths(), core: 0), Load.RunAsync(other, Paths(), core: 1));
            if (round >= 0)
            {
                alone.Add(single);
                together.Add(Sum(pair));
            }
        }

        var (perSecond, cost) = (Median.Ratio(together, alone, measure => measure.RequestsPerSecond), Median.Ratio(together, alone, measure => measure.CpuMicroseconds));
        return Invariant($"""
            | 8 KB page, warm | requests/s | CPU µs a request | p99 ms |
            |---|---|---|---|
            | one process, one core | {Median.Of(alone.Select(m => m.RequestsPerSecond)):F0} | {Median.Of(alone.Select(m => m.CpuMicroseconds)):F0} | {Median.Of(alone.Select(m => m.P99Milliseconds)):F1} |
            | two processes, a core each | {Median.Of(together.Select(m => m.RequestsPerSecond)):F0} | {Median.Of(together.Select(m => m.CpuMicroseconds)):F0} | {Median.Of(together.Select(m => m.P99Milliseconds)):F1} |

            together {perSecond:F2} times the requests per second, at {cost:F2} times the processor time a request
            """);
    }

    public void Dispose()
    {
        redis.Kill();
        redis.Dispose();
        http.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<Server> StartAsync(PretendProduct product, int core) => Server.StartAsync(new ProcessStartInfo("taskset", ["-c", $"{core}", "dotnet", Path.Combine(appFolder, "Markdwell.dll")]), FirstPort + core, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FirstPort + core}",
        ["Connect__BaseUrl"] = $"http://127.0.0.1:{FirstPort}",
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = product.BaseUrl + "/keys",
        ["ConnectionStrings__Redis"] = $"127.0.0.1:{RedisPort}",
        ["Data__Folder"] = data,
        ["Logging__LogLevel__Default"] = "Warning",
    });

    private async Task InstallAsync(PretendProduct product)
    {
        foreach (var site in sites)
        {
            var body = JsonSerializer.Serialize(new { key = "markdwell", clientKey = site.ClientKey, sharedSecret = site.Secret, baseUrl = product.BaseUrl + "/wiki", productType = "confluence", eventType = "installed" });
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{FirstPort}/connect/installed") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
            request.Headers.Authorization = new("JWT", site.InstalledToken(product.Key, PretendProduct.KeyId, $"http://127.0.0.1:{FirstPort}"));
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
        }
    }

    private List<string> Paths() => [.. sites.Select(site => site.Frame("/macros/markdown", Invariant($"pageId={Page}&pageVersion=3&macroId={Macro}&outputType=display&cp=%2Fwiki&lic=none")))];

    private static Measure Sum(Measure[] pair) => new(
        pair.Sum(one => one.RequestsPerSecond),
        pair.Sum(one => one.RequestsPerSecond * one.CpuMicroseconds) / pair.Sum(one => one.RequestsPerSecond),
        pair.Max(one => one.P50Milliseconds),
        pair.Max(one => one.P99Milliseconds));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

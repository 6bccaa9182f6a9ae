using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Markdwell.Benchmarks.Frames;

/// <summary>What all measurements of a run share: the app and the peer that does the same work, the sites that install both, and the product that both ask.</summary>
internal sealed class Stand : IAsyncDisposable
{
    public const int Macros = 30;
    public const int PageOfManyMacros = 90_000;

    private const int AtOnce = 16;
    private const int AppPort = 5490;
    private const int BarePort = 5491;
    private const int PeerPort = 5493;
    private const string Macro = "/macros/markdown";

    // The first page of those that hold one text of a size.
    private const int LargePage = 60_000;

    private readonly string data = Directory.CreateTempSubdirectory("markdwell-benchmark-").FullName;
    private readonly string appFolder;
    private readonly string peerFolder;

    private Stand(string appFolder, string peerFolder, PretendProduct product) => (this.appFolder, this.peerFolder, Product) = (appFolder, peerFolder, product);

    public static IReadOnlyList<(string Name, int Page)> Documents { get; } = [("8", 1), ("60", LargePage)];

    public PretendProduct Product { get; }

    public HttpClient Http { get; } = new();

    public static async Task<Stand> CreateAsync(string appFolder, string peerFolder)
    {
        var small = One("8-x", Texts.Readme(8 * 1024));
        var large = One("60-x", Texts.Readme(60 * 1024));
        var many = Enumerable.Range(0, Macros).ToDictionary(i => $"m-{i}", i => Texts.Readme(1024 + i), StringComparer.Ordinal);
        return new(appFolder, peerFolder, await PretendProduct.StartAsync(id => id >= PageOfManyMacros ? many : id >= LargePage ? large : small));
    }

    /// <param name="works">Whether it also works on what webhooks tell.</param>
    public Task<Server> StartAppAsync(bool works = true) => Server.StartAsync(Path.Combine(appFolder, "Markdwell.dll"), AppPort, "/health/ready", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Connect__BaseUrl"] = Address(AppPort),
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = Product.BaseUrl + "/keys",
        ["Data__Folder"] = data,
        ["Jobs__Work"] = works ? "true" : "false",
        ["Logging__LogLevel__Default"] = "Warning",
    });

    public Task<Server> StartPeerAsync() => Server.StartAsync(new ProcessStartInfo("node", ["app.js"]) { WorkingDirectory = peerFolder }, PeerPort, "/atlassian-connect.json", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["NODE_ENV"] = "production",
        ["PORT"] = $"{PeerPort}",
        ["CONNECT_KEYS_CDN_URL"] = Product.BaseUrl + "/keys",
        ["DATABASE"] = Path.Combine(data, "peer.db"),
    });

    /// <summary>The yardstick, which answers these bytes to everything.</summary>
    public async Task<Server> StartBareAsync(byte[] answer)
    {
        var file = Path.Combine(data, "answer");
        await File.WriteAllBytesAsync(file, answer);
        return await Server.StartAsync(typeof(Stand).Assembly.Location, BarePort, "/", new Dictionary<string, string>(StringComparer.Ordinal), "bare", file, $"{BarePort}");
    }

    public static string Frame(Site site, string macro, int page, int version = 3) => site.Frame(
        Macro,
        $"pageId={page}&pageVersion={version}&macroId={macro}&outputType=display&xdm_e=https%3A%2F%2Facme.atlassian.net&xdm_c=channel-markdwell-markdown-1234567890&cp=%2Fwiki&xdm_deprecated_addon_key_do_not_use=markdwell&lic=none&cv=1000.0.0-8f1e");

    public async Task<byte[]> OpenAsync(Server server, string path, CancellationToken cancellationToken = default)
    {
        using var response = await Http.GetAsync(new Uri(Address(server.Port) + path), cancellationToken);
        return response.EnsureSuccessStatusCode().Content is var content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
    }

    public Task OpenAllAsync(Server server, IEnumerable<string> paths) =>
        Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (path, cancelled) => await OpenAsync(server, path, cancelled));

    public HttpRequestMessage Installed(Server server, Site site, string productType = "confluence")
    {
        var (path, baseUrl) = ("/connect/installed", Product.BaseUrl + (productType == "confluence" ? "/wiki" : ""));
        var body = JsonSerializer.Serialize(new { key = "markdwell", clientKey = site.ClientKey, sharedSecret = site.Secret, baseUrl, productType, eventType = "installed" });
        var request = new HttpRequestMessage(HttpMethod.Post, Address(server.Port) + path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new("JWT", site.InstalledToken(Product.Key, PretendProduct.KeyId, Address(server.Port)));
        return request;
    }

    public async Task InstallAsync(HttpRequestMessage installed)
    {
        using (installed)
        {
            using var response = await Http.SendAsync(installed);
            response.EnsureSuccessStatusCode();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Product.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private static Dictionary<string, string> One(string id, string text) => new(StringComparer.Ordinal) { [id] = text };

    private static string Address(int port) => $"http://127.0.0.1:{port}";
}

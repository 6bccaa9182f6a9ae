using System.Net;
using System.Text.Json;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>Somebody's browser, as far as it asks the app for frames.</summary>
internal sealed class Reader(Cluster cluster) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };

    public void Dispose() => http.Dispose();

    /// <summary>The frame of a page's first macro.</summary>
    public async Task<Shown> ReadAsync(string page, string @as = "alice", string site = "acme") => await GetAsync(await cluster.Sandbox.MacroUrlAsync(site, page, @as));

    public async Task<HttpStatusCode> ReadyAsync() => (await GetAsync(cluster.Addresses[0] + "/health/ready")).Status;

    public async Task<Shown> GetAsync(string url)
    {
        using var answer = await http.GetAsync(url, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Headers.RetryAfter is not null);
    }

    /// <summary>How often the app has asked a product of Acme's since the sandbox was reset.</summary>
    public async Task<int> AskedAsync(string product) => (await cluster.Sandbox.GetAsync("log/counts")).EnumerateArray()
        .Where(one => Text(one, "way") == "in" && Text(one, "site") == "acme" && string.Equals(Text(one, "product"), product, StringComparison.OrdinalIgnoreCase))
        .Sum(one => one.GetProperty("count").GetInt32());

    private static string? Text(JsonElement one, string name) => one.GetProperty(name).GetString();
}

internal sealed record Shown(HttpStatusCode Status, string Text, bool HasRetryAfter);

using System.Security.Cryptography;

namespace Markdwell.Benchmarks;

/// <summary>Key host and Confluence in one: gives out a text for every macro, after as long as a product takes.</summary>
internal sealed class PretendProduct : IAsyncDisposable
{
    public const string KeyId = "benchmark-key";
    public static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(40);

    private readonly WebApplication app;
    private int calls;

    private PretendProduct(WebApplication app) => this.app = app;

    public RSA Key { get; } = RSA.Create(2048);

    public string BaseUrl => app.Urls.First();

    /// <summary>How often the text of a page was asked for.</summary>
    public int Calls => calls;

    /// <param name="pages">By page id, the texts of its macros by their ids.</param>
    public static async Task<PretendProduct> StartAsync(Func<int, IReadOnlyDictionary<string, string>> pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var product = new PretendProduct(builder.Build());
        product.app.MapGet("/keys/{kid}", () => product.Key.ExportSubjectPublicKeyInfoPem());
        product.app.MapPost("/wiki/rest/api/content/{id}/permission/check", () => new { hasPermission = true });
        product.app.MapGet("/wiki/api/v2/pages/{id:int}", async (int id) =>
        {
            Interlocked.Increment(ref product.calls);
            await Task.Delay(Thinks);
            return new { id, version = new { number = 3 }, body = new { storage = new { value = string.Concat(pages(id).Select(macro => Storage(macro.Key, macro.Value))) } } };
        });
        product.app.MapGet("/wiki/api/v2/pages/{id:int}/properties", () => new { results = Array.Empty<object>() });
        product.app.MapPost("/wiki/api/v2/pages/{id:int}/properties", () => new { });
        await product.app.StartAsync();
        return product;
    }

    private static string Storage(string id, string text) => $"""
        <ac:structured-macro ac:name="markdwell-markdown" ac:schema-version="1" ac:macro-id="{id}"><ac:plain-text-body><![CDATA[{text.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></ac:plain-text-body></ac:structured-macro>
        """;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }
}

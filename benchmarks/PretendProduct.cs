using System.Security.Cryptography;

namespace Markdwell.Benchmarks;

/// <summary>Key host and Confluence in one: gives out a text for every macro, after as long as a product takes.</summary>
internal sealed class PretendProduct : IAsyncDisposable
{
    public const string KeyId = "benchmark-key";
    public static readonly TimeSpan Thinks = TimeSpan.FromMilliseconds(40);

    private readonly WebApplication app;

    private PretendProduct(WebApplication app) => this.app = app;

    public RSA Key { get; } = RSA.Create(2048);

    public string BaseUrl => app.Urls.First();

    public static async Task<PretendProduct> StartAsync(IReadOnlyDictionary<string, string> texts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var product = new PretendProduct(builder.Build());
        product.app.MapGet("/keys/{kid}", () => product.Key.ExportSubjectPublicKeyInfoPem());
        product.app.MapPost("/wiki/rest/api/content/{id}/permission/check", () => new { hasPermission = true });
        product.app.MapGet("/wiki/rest/api/content/{id}/history/{version}/macro/id/{macro}", async (string macro) =>
        {
            await Task.Delay(Thinks);
            return new { name = "markdwell-markdown", body = texts[macro.Split('-')[0]] };
        });
        await product.app.StartAsync();
        return product;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }
}

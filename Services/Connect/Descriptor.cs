using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Models;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Connect;

/// <summary>
/// The file <c>atlassian-connect.json</c> with this installation's address and key. A product refuses module types it
/// doesn't know, so each has a descriptor with its own modules alone.
/// https://developer.atlassian.com/cloud/jira/platform/connect-app-descriptor/
/// </summary>
public sealed class Descriptor
{
    public const string FileName = "atlassian-connect.json";

    public static readonly (string Path, Product? Product)[] Paths =
    [
        ($"/{FileName}", null),
        ($"/jira/{FileName}", Product.Jira),
        ($"/confluence/{FileName}", Product.Confluence),
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Dictionary<string, byte[]> byPath;

    public Descriptor(IWebHostEnvironment environment, IOptions<ConnectOptions> options)
    {
        var template = File.ReadAllText(Path.Combine(environment.ContentRootPath, FileName));
        byPath = Paths.ToDictionary(p => p.Path, p => Fill(template, p.Path, p.Product, options.Value), StringComparer.Ordinal);
    }

    public byte[] For(Product? product) => byPath[Paths.Single(p => p.Product == product).Path];

    private static byte[] Fill(string template, string path, Product? product, ConnectOptions options)
    {
        var text = template
            .Replace("{{appKey}}", options.AppKey, StringComparison.Ordinal)
            .Replace("{{self}}", options.BaseUrl + path, StringComparison.Ordinal)
            .Replace("{{baseUrl}}", options.BaseUrl, StringComparison.Ordinal);
        var descriptor = JsonNode.Parse(text)!.AsObject();
        var modules = descriptor["modules"]!.AsObject();
        foreach (var type in modules.Select(m => m.Key).Where(type => IsOfAnother(product, ProductOf(type))).ToList())
        {
            modules.Remove(type);
        }

        foreach (var list in modules.Select(m => m.Value).OfType<JsonArray>())
        {
            list.RemoveAll(module => IsOfAnother(product, TakeProduct(module!.AsObject())));
        }

        if (product == Product.Confluence)
        {
            // Only Jira's properties are ever taken away: nobody is asked for more than is needed.
            descriptor["scopes"]!.AsArray().RemoveAll(scope => (string?)scope == "DELETE");
        }

        return Encoding.UTF8.GetBytes(descriptor.ToJsonString(Indented));
    }

    private static bool IsOfAnother(Product? product, Product? module) => product is not null && module is not null && module != product;

    /// <summary>The word of our own, unknown to the products, that gives a module of a common type to one of them.</summary>
    private static Product? TakeProduct(JsonObject module) =>
        module.Remove("product", out var product) ? Enum.Parse<Product>((string)product!, ignoreCase: true) : null;

    /// <summary>Null for module types that both products know.</summary>
    private static Product? ProductOf(string moduleType) => moduleType switch
    {
        _ when moduleType.StartsWith("jira", StringComparison.Ordinal) => Product.Jira,
        _ when moduleType.StartsWith("confluence", StringComparison.Ordinal) => Product.Confluence,
        _ when moduleType.EndsWith("Macros", StringComparison.Ordinal) => Product.Confluence,
        _ => null,
    };
}

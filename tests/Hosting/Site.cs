using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Markdwell.Tests.Hosting;

/// <summary>One product of one site, with the secret that its last installation brought.</summary>
public sealed record Site(string Name, string Product)
{
    public string ClientKey { get; init; } = $"{Name}-{Product}-1f0c9e6e-7d1c-4b7e-9d2b-5f2f3a1b4c5d";

    public string Secret { get; set; } = NewSecret();

    public string BaseUrl { get; init; } = $"https://{Name}.atlassian.net{(Product == "confluence" ? "/wiki" : "")}";

    public static string NewSecret() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    public JsonObject Event(string eventType) => new()
    {
        ["eventType"] = eventType,
        ["key"] = "markdwell",
        ["clientKey"] = ClientKey,
        ["sharedSecret"] = Secret,
        ["baseUrl"] = BaseUrl,
        ["productType"] = Product,
        ["description"] = "A site",
        ["serverVersion"] = "6452",
    };

    public string Token(string method, string target, DateTimeOffset now, string? accountId = People.Alice) =>
        TestToken.Hs256(TestToken.Claims(ClientKey, TestToken.Qsh(method, target), now, accountId), Secret);

    /// <summary>The address of a frame as the product opens it.</summary>
    public string Frame(string target, DateTimeOffset now, string? accountId = People.Alice)
    {
        var full = target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"xdm_e={Uri.EscapeDataString($"https://{Name}.atlassian.net")}&xdm_c=channel-1&cp=%2Fwiki&lic=none&cv=1001.0.0";
        return $"{full}&jwt={Token("GET", full, now, accountId)}";
    }

    public HttpRequestMessage Post(string target, string body, string? token) => new(HttpMethod.Post, target)
    {
        Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        Headers = { Authorization = token is null ? null : new("JWT", token) },
    };
}

public static class People
{
    public const string Alice = "5b10a2844c20165700ede21g";
    public const string Bob = "5b10ac8d82e05b22cc7d4ef5";
    public const string Carol = "712020:7f1d5ce0-carol";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Markdwell.Tests.Hosting;

/// <summary>
/// Tokens as the products make them, by code that shares nothing with the app's. Its hash is proved by the same official
/// vectors.
/// </summary>
public static class TestToken
{
    public static JsonObject Claims(string issuer, string qsh, DateTimeOffset now, string? subject = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["qsh"] = qsh,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + 180,
        };
        if (subject is not null)
        {
            claims["sub"] = subject;
        }

        return claims;
    }

    public static string Hs256(JsonNode claims, string secret, string header = """{"typ":"JWT","alg":"HS256"}""") =>
        Sign(header, claims.ToJsonString(), text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    public static string Rs256(JsonNode claims, RSA key, string keyId) =>
        Sign(
            new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId }.ToJsonString(),
            claims.ToJsonString(),
            text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        var text = Encode(Encoding.UTF8.GetBytes(header)) + "." + Encode(Encoding.UTF8.GetBytes(claims));
        return text + "." + Encode(sign(Encoding.ASCII.GetBytes(text)));
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <param name="target">Path below the base URL, and query.</param>
    public static string Qsh(string method, string target)
    {
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? target : target[..cut];
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        var pairs = cut < 0 ? [] : target[(cut + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var query = pairs
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Decode(pair[0]), Value: pair.Length > 1 ? Decode(pair[1]) : ""))
            .Where(pair => pair.Name != "jwt")
            .GroupBy(pair => Escape(pair.Name), pair => pair.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key + "=" + string.Join(',', group.Order(StringComparer.Ordinal).Select(Escape)));
        var canonical = $"{method.ToUpperInvariant()}&{path.Replace("&", "%26", StringComparison.Ordinal)}&{string.Join('&', query)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            escaped.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' ? c.ToString() : "%" + b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Markdwell.Benchmarks;

/// <summary>One Confluence of the pretend product, and the tokens that it signs.</summary>
internal sealed record Site(int Number, string Secret)
{
    public string ClientKey => $"site-{Number:D4}-0e5f3c1a-2b4d-4c6e-8f70-91a2b3c4d5e6";

    public static Site Create(int number) => new(number, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <param name="query">Encoded as in an address.</param>
    public string Frame(string path, string query, string subject = "5b10a2844c20165700ede21g") => Signed("GET", path, query, subject);

    /// <summary>An address with its token.</summary>
    public string Signed(string method, string path, string query, string subject)
    {
        var sorted = string.Join('&', query.Split('&').Order(StringComparer.Ordinal));
        return $"{path}?{query}&jwt={Token(Hash($"{method}&{path}&{sorted}"), subject)}";
    }

    /// <summary>As the product makes it for a script on a project's page.</summary>
    public string ContextToken(string subject, string projectId) => Token("context-qsh", subject, new { jira = new { project = new { id = projectId } } });

    private string Token(string qsh, string subject, object? context = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Sign(
            new { typ = "JWT", alg = "HS256" },
            new { iss = ClientKey, sub = subject, iat = now, exp = now + 180, qsh, context },
            text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), text));
    }

    public string InstalledToken(RSA key, string keyId, string audience)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Sign(
            new { typ = "JWT", alg = "RS256", kid = keyId },
            new { iss = ClientKey, aud = new[] { audience }, iat = now, exp = now + 180, qsh = Hash("POST&/connect/installed&") },
            text => key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Hash(string canonical) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));

    private static string Sign(object header, object claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{text}.{Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

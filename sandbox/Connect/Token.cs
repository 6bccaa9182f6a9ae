using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Markdwell.Sandbox.Connect;

/// <summary>A JSON web token taken apart, and the two ways this sandbox signs one.</summary>
internal sealed record Token(JsonElement Header, JsonElement Claims, string Signed, byte[] Signature)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    public static string WithSecret(JsonObject claims, string secret)
    {
        var signed = Encode(new JsonObject { ["typ"] = "JWT", ["alg"] = "HS256" }) + "." + Encode(claims);
        return signed + "." + Base64Url.EncodeToString(Hmac(signed, secret));
    }

    public static string WithKey(JsonObject claims, RSA key, string keyId)
    {
        var signed = Encode(new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = keyId }) + "." + Encode(claims);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    public static Token? Read(string text)
    {
        try
        {
            return text.Split('.') is [var header, var claims, var signature]
                ? new Token(Decode(header), Decode(claims), header + "." + claims, Base64Url.DecodeFromChars(signature))
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    public bool IsSignedWith(string secret) => CryptographicOperations.FixedTimeEquals(Signature, Hmac(Signed, secret));

    public string? Text(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && Math.Abs(seconds) < 1L << 37
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    private static byte[] Hmac(string signed, string secret) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static JsonElement Decode(string part)
    {
        var json = JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
        return json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("A part of the token is no JSON object.");
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Markdwell.Services.Connect.Seals;

/// <summary>What a sealed text is for. Each purpose has a key of its own, so that no text can be used in the place of another.</summary>
internal enum Purpose
{
    /// <summary>Who looks at which page.</summary>
    Pass,

    /// <summary>Which picture a text shows.</summary>
    Picture,
}

/// <summary>
/// Words that go out in an address and come back unchanged: their MAC, then the words, in letters that need no escaping. Anybody
/// can read them. The key is derived, so the tenant's secret itself signs nothing but tokens (RFC 5869).
/// </summary>
internal static class Seal
{
    private const int MacLength = HMACSHA256.HashSizeInBytes;
    private const int Longest = 8 * 1024;

    public static byte[] Key(byte[] secret, Purpose purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, MacLength, info: Encoding.ASCII.GetBytes($"Markdwell {purpose}"));

    public static string Write(byte[] key, string[] words)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(words);
        return Base64Url.EncodeToString([.. HMACSHA256.HashData(key, text), .. text]);
    }

    /// <returns>Null when the text was not sealed with this key.</returns>
    public static string[]? Read(byte[] key, string seal) =>
        TryCut(seal, out var mac, out var text) && CryptographicOperations.FixedTimeEquals(mac, HMACSHA256.HashData(key, text)) ? Words(text) : null;

    /// <summary>What anybody may have written, to find out by whose key it has to be checked.</summary>
    public static string[]? ReadUnproved(string seal) => TryCut(seal, out _, out var text) ? Words(text) : null;

    private static bool TryCut(string seal, out byte[] mac, out byte[] text)
    {
        (mac, text) = ([], []);
        if (seal.Length > Longest || !Base64Url.IsValid(seal))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(seal);

        // The last letter holds bits of nothing: only one spelling is taken, so that a seal has one name in every cache.
        if (bytes.Length <= MacLength || Base64Url.EncodeToString(bytes) != seal)
        {
            return false;
        }

        (mac, text) = (bytes[..MacLength], bytes[MacLength..]);
        return true;
    }

    private static string[]? Words(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) is { } words && Array.TrueForAll(words, word => word is not null) ? words : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// A JSON Web Token in compact form, taken apart but not yet believed. Our own, because every frame takes this path and
/// the stock handler is lenient with types; a test holds both against the same forged tokens.
/// </summary>
internal sealed class Token
{
    private const int MaxLength = 16 * 1024;

    private static readonly SearchValues<char> Base64UrlAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly string text;
    private readonly int signatureAt;

    private Token(string text, int signatureAt, TokenHeader header, TokenClaims claims)
    {
        this.text = text;
        this.signatureAt = signatureAt;
        Header = header;
        Claims = claims;
    }

    public TokenHeader Header { get; }

    public TokenClaims Claims { get; }

    public static Token? TryParse(string text)
    {
        if (text.Length > MaxLength || text.AsSpan().Count('.') != 2)
        {
            return null;
        }

        var headerEnd = text.IndexOf('.');
        var payloadEnd = text.LastIndexOf('.');
        var header = Decode(text.AsSpan(0, headerEnd));
        var payload = Decode(text.AsSpan(headerEnd + 1, payloadEnd - headerEnd - 1));
        return header is not null && payload is not null
            && TokenHeader.TryParse(header) is { } tokenHeader
            && TokenClaims.TryParse(payload) is { } claims
                ? new Token(text, payloadEnd + 1, tokenHeader, claims)
                : null;
    }

    public override string ToString() => text;

    /// <summary>Compares the encoded signature, not its bytes: base64url has several spellings of the same bytes.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> secret)
    {
        Span<byte> expected = stackalloc byte[EncodedHashLength];
        Span<byte> given = stackalloc byte[EncodedHashLength];
        if (text.Length - signatureAt != EncodedHashLength)
        {
            return false;
        }

        Sign(text.AsSpan(0, signatureAt - 1), secret, expected);
        Encoding.ASCII.GetBytes(text.AsSpan(signatureAt), given);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }

    /// <summary>A token of ours: HS256 over claims already written as JSON.</summary>
    public static string Create(ReadOnlySpan<byte> claims, ReadOnlySpan<byte> secret)
    {
        Span<byte> signature = stackalloc byte[EncodedHashLength];
        var signed = EncodedHeader + "." + Base64Url.EncodeToString(claims);
        Sign(signed, secret, signature);
        return signed + "." + Encoding.ASCII.GetString(signature);
    }

    private const int EncodedHashLength = 43;

    private static readonly string EncodedHeader = Base64Url.EncodeToString("""{"typ":"JWT","alg":"HS256"}"""u8);

    private static void Sign(ReadOnlySpan<char> signed, ReadOnlySpan<byte> secret, Span<byte> encodedSignature)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var buffer = ArrayPool<byte>.Shared.Rent(signed.Length);
        try
        {
            var length = Encoding.ASCII.GetBytes(signed, buffer);
            HMACSHA256.HashData(secret, buffer.AsSpan(0, length), hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Base64Url.EncodeToUtf8(hash, encodedSignature);
    }

    // The stock decoder forgives white space and padding, which a token must not have.
    private static byte[]? Decode(ReadOnlySpan<char> segment) =>
        segment.ContainsAnyExcept(Base64UrlAlphabet) || segment.Length % 4 == 1 ? null : DecodeWellFormed(segment);

    private static byte[]? DecodeWellFormed(ReadOnlySpan<char> segment)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(segment.Length)];

        // Its namesake with "Try" throws when the last letter holds bits of nothing.
        return Base64Url.DecodeFromChars(segment, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }
}

/// <param name="KeyId">Names Atlassian's public key; only lifecycle tokens have one.</param>
internal sealed record TokenHeader(string Algorithm, string? KeyId)
{
    public static TokenHeader? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var header = document.RootElement;

            // "crit" announces extensions that whoever doesn't know them must refuse (RFC 7515, 4.1.11).
            return header.ValueKind == JsonValueKind.Object && !header.TryGetProperty("crit", out _) && Text(header, "alg") is { } algorithm
                ? new TokenHeader(algorithm, Text(header, "kid"))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

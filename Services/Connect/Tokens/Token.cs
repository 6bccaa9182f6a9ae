using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

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

    private static volatile KnownHeader? lastHeader;

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
        return ReadHeader(text.AsSpan(0, headerEnd)) is { } header && ReadClaims(text.AsSpan(headerEnd + 1, payloadEnd - headerEnd - 1)) is { } claims
            ? new Token(text, payloadEnd + 1, header, claims)
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

    // A product writes the same header into all its tokens.
    private static TokenHeader? ReadHeader(ReadOnlySpan<char> segment)
    {
        if (lastHeader is { } last && segment.SequenceEqual(last.Text))
        {
            return last.Header;
        }

        var bytes = new byte[segment.Length];
        if (!TryDecode(segment, bytes, out var length) || TokenHeader.TryParse(bytes.AsMemory(0, length)) is not { } header)
        {
            return null;
        }

        lastHeader = new(segment.ToString(), header);
        return header;
    }

    private static TokenClaims? ReadClaims(ReadOnlySpan<char> segment)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(segment.Length);
        try
        {
            return TryDecode(segment, bytes, out var length) ? TokenClaims.TryParse(bytes.AsSpan(0, length)) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // The stock decoder forgives white space and padding, which a token must not have. Its namesake with "Try" throws when
    // the last letter holds bits of nothing.
    private static bool TryDecode(ReadOnlySpan<char> segment, Span<byte> bytes, out int length)
    {
        length = 0;
        return !segment.ContainsAnyExcept(Base64UrlAlphabet) && segment.Length % 4 != 1
            && Base64Url.DecodeFromChars(segment, bytes, out _, out length) == OperationStatus.Done;
    }

    private sealed record KnownHeader(string Text, TokenHeader Header);
}

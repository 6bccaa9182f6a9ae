using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// The claim that binds a token to one request: SHA-256 over method, path and query in their canonical form.
/// https://developer.atlassian.com/cloud/jira/platform/understanding-jwt-for-connect-apps/#qsh
/// </summary>
internal static class QueryStringHash
{
    public const string TokenParameter = "jwt";

    /// <summary>The literal that tokens carry instead of a hash when our own script asked for them.</summary>
    public const string Context = "context-qsh";

    /// <param name="path">Relative to the base URL.</param>
    public static string Compute(string method, string path, FormParameter[] query, NameOrder order = NameOrder.Encoded)
    {
        Span<char> hash = stackalloc char[SHA256.HashSizeInBytes * 2];
        Write(method, path, query, order, hash);
        return hash.ToString();
    }

    public static bool Matches(string qsh, string method, string path, FormParameter[] query, NameOrder order)
    {
        Span<char> hash = stackalloc char[SHA256.HashSizeInBytes * 2];
        Write(method, path, query, order, hash);
        return hash.SequenceEqual(qsh);
    }

    private static void Write(string method, string path, FormParameter[] query, NameOrder order, Span<char> hash)
    {
        using var canonical = new CanonicalRequest(method, path, query, order);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(canonical.Text.Length));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(canonical.Text, buffer)), bytes);
        ArrayPool<byte>.Shared.Return(buffer);
        Convert.TryToHexStringLower(bytes, hash, out _);
    }
}

/// <summary>By what the names of parameters are sorted. It matters only for names that need encoding.</summary>
internal enum NameOrder
{
    /// <summary>As Atlassian's page says, and its Java code does.</summary>
    Encoded,

    /// <summary>As Atlassian's libraries for JavaScript do.</summary>
    Decoded,
}

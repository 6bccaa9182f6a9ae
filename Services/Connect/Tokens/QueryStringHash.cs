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
    /// <param name="query">Decoded.</param>
    public static string Compute(string method, string path, IEnumerable<KeyValuePair<string, string>> query, NameOrder order = NameOrder.Encoded)
    {
        var canonical = CanonicalRequest(method, path, query, order);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(canonical.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(canonical, buffer);
            return Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static string CanonicalRequest(string method, string path, IEnumerable<KeyValuePair<string, string>> query, NameOrder order = NameOrder.Encoded) =>
        $"{method.ToUpperInvariant()}&{CanonicalPath(path)}&{CanonicalQuery(query, order)}";

    private static string CanonicalPath(string path)
    {
        var withSlash = path.StartsWith('/') ? path : "/" + path;
        var trimmed = withSlash.Length > 1 && withSlash.EndsWith('/') ? withSlash[..^1] : withSlash;
        return trimmed.Replace("&", "%26", StringComparison.Ordinal);
    }

    private static string CanonicalQuery(IEnumerable<KeyValuePair<string, string>> query, NameOrder order)
    {
        var parameters = new List<Parameter>();
        foreach (var (name, value) in query)
        {
            if (name is not TokenParameter)
            {
                var encoded = Uri.EscapeDataString(name);
                parameters.Add(new(encoded, order == NameOrder.Encoded ? encoded : name, value));
            }
        }

        parameters.Sort();
        var text = new StringBuilder();
        for (var i = 0; i < parameters.Count; i++)
        {
            var repeated = i > 0 && parameters[i].EncodedName == parameters[i - 1].EncodedName;
            text.Append(repeated ? "," : i > 0 ? "&" : "");
            if (!repeated)
            {
                text.Append(parameters[i].EncodedName).Append('=');
            }

            text.Append(Uri.EscapeDataString(parameters[i].Value));
        }

        return text.ToString();
    }

    // Values sort by their decoded text: Atlassian's page says "encoded" of them too, but its own vector "Multi-value II"
    // holds only this way.
    private readonly record struct Parameter(string EncodedName, string SortName, string Value) : IComparable<Parameter>
    {
        public int CompareTo(Parameter other)
        {
            var byName = string.CompareOrdinal(SortName, other.SortName);
            return byName != 0 ? byName : string.CompareOrdinal(Value, other.Value);
        }
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

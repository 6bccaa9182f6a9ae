using System.Buffers;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>A request in the one spelling that its hash is made of, written into a buffer that others use afterwards.</summary>
internal readonly ref struct CanonicalRequest
{
    // One character may become three bytes, and each byte three characters.
    private const int LongestEscape = 9;

    private readonly char[] buffer;
    private readonly int length;

    public CanonicalRequest(string method, string path, FormParameter[] query, NameOrder order)
    {
        // A slash before the path, an ampersand in it that takes three characters, and two signs for each parameter.
        var most = method.Length + (3 * path.Length) + 3;
        foreach (var (name, value) in query)
        {
            most += (LongestEscape * (name.Length + value.Length)) + 2;
        }

        buffer = ArrayPool<char>.Shared.Rent(most);
        length = method.AsSpan().ToUpperInvariant(buffer);
        buffer[length++] = '&';
        length += WritePath(path, buffer.AsSpan(length));
        buffer[length++] = '&';
        length += WriteQuery(query, order, buffer.AsSpan(length));
    }

    public ReadOnlySpan<char> Text => buffer.AsSpan(0, length);

    public void Dispose() => ArrayPool<char>.Shared.Return(buffer);

    private static int WritePath(string path, Span<char> output)
    {
        var withSlash = path.StartsWith('/') ? path : "/" + path;
        var trimmed = withSlash.Length > 1 && withSlash.EndsWith('/') ? withSlash[..^1] : withSlash;
        var escaped = trimmed.Replace("&", "%26", StringComparison.Ordinal);
        escaped.CopyTo(output);
        return escaped.Length;
    }

    private static int WriteQuery(FormParameter[] query, NameOrder order, Span<char> output)
    {
        var written = 0;
        var last = default(Parameter);
        foreach (var parameter in Sorted(query, order))
        {
            var repeated = written > 0 && parameter.EncodedName.Span.SequenceEqual(last.EncodedName.Span);
            if (written > 0)
            {
                output[written++] = repeated ? ',' : '&';
            }

            if (!repeated)
            {
                parameter.EncodedName.Span.CopyTo(output[written..]);
                written += parameter.EncodedName.Length;
                output[written++] = '=';
            }

            Uri.TryEscapeDataString(parameter.Value.Span, output[written..], out var length);
            written += length;
            last = parameter;
        }

        return written;
    }

    private static ReadOnlySpan<Parameter> Sorted(FormParameter[] query, NameOrder order)
    {
        var parameters = new Parameter[query.Length];
        var count = 0;
        foreach (var (name, value) in query)
        {
            if (name.Span is not QueryStringHash.TokenParameter)
            {
                var encoded = Encoded(name);
                parameters[count++] = new(encoded, order == NameOrder.Encoded ? encoded : name, value);
            }
        }

        var sorted = parameters.AsSpan(0, count);
        sorted.Sort();
        return sorted;
    }

    private static ReadOnlyMemory<char> Encoded(ReadOnlyMemory<char> name) =>
        name.Span.ContainsAnyExcept(Unreserved) ? Uri.EscapeDataString(name.Span).AsMemory() : name;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    // Values sort by their decoded text: Atlassian's page says "encoded" of them too, but its own vector "Multi-value II"
    // holds only this way.
    private readonly record struct Parameter(ReadOnlyMemory<char> EncodedName, ReadOnlyMemory<char> SortName, ReadOnlyMemory<char> Value) : IComparable<Parameter>
    {
        public int CompareTo(Parameter other)
        {
            var byName = SortName.Span.SequenceCompareTo(other.SortName.Span);
            return byName != 0 ? byName : Value.Span.SequenceCompareTo(other.Value.Span);
        }
    }
}

using System.Buffers;
using System.Text;

namespace Markdwell.Pages.Shared;

/// <summary>The body of a request, read as what it is said to be.</summary>
internal static class RequestBodies
{
    /// <summary>UTF-8, up to what the server takes at all.</summary>
    public static async Task<string> ReadTextAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <returns>Null when there is more than that.</returns>
    public static async Task<byte[]?> ReadBytesAsync(this HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var read = await request.BodyReader.ReadAtLeastAsync(maxBytes + 1, cancellationToken);
        var body = read.Buffer.Length > maxBytes ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}

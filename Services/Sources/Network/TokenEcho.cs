using System.Net.Http.Headers;
using System.Text;

namespace Markdwell.Services.Sources.Network;

/// <summary>
/// Finds the token of a question in its answer. Some hosts repeat what they were sent, in pages that show a fault or in
/// headers for whoever looks for one; readers would see it as a part of the text, and it would be kept beside it in the
/// clear. A host that means harm can spell it in another way, and tell it to anybody by itself.
/// </summary>
internal sealed class TokenEcho
{
    // A shorter one may be a word of the text.
    private const int MinLength = 16;

    private readonly string[] spellings;
    private readonly byte[][] bytes;

    /// <param name="authorization">Null for a question without a token, whose answer holds none.</param>
    public TokenEcho(KeyValuePair<string, string>? authorization)
    {
        spellings = [.. Spellings(authorization?.Value ?? "").Where(spelling => spelling.Length >= MinLength)];
        bytes = [.. spellings.Select(Encoding.ASCII.GetBytes)];
    }

    public bool IsIn(byte[] body) => Array.Exists(bytes, token => body.AsSpan().IndexOf(token) >= 0);

    public bool IsInHeadersOf(HttpResponseMessage response) => spellings.Length > 0 && (IsIn(response.Headers) || IsIn(response.Content.Headers));

    private bool IsIn(HttpHeaders headers) =>
        headers.NonValidated.Any(header => header.Value.Any(value => Array.Exists(spellings, token => value.Contains(token, StringComparison.Ordinal))));

    /// <summary>What follows the scheme, and what is packed in that.</summary>
    private static IEnumerable<string> Spellings(string header)
    {
        var token = header[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        yield return token;
        if (header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            var credentials = Encoding.ASCII.GetString(Convert.FromBase64String(token));
            yield return credentials[(credentials.IndexOf(':', StringComparison.Ordinal) + 1)..];
        }
    }
}

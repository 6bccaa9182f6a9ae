using System.Net;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// A query string as the products write and sign it: form data, in its own order, names with their case. ASP.NET's own
/// collection folds the case of names, which would make <c>A=1&amp;a=2</c> one parameter and <c>JWT=</c> a token.
/// </summary>
internal static class FormQuery
{
    /// <param name="query">With or without the question mark before it.</param>
    public static FormParameter[] Parse(string? query)
    {
        var rest = query.AsMemory();
        rest = rest.Span.StartsWith('?') ? rest[1..] : rest;
        var parameters = new FormParameter[rest.Span.Count('&') + 1];
        var count = 0;
        foreach (var range in rest.Span.Split('&'))
        {
            var piece = rest[range];
            if (piece.IsEmpty)
            {
                continue;
            }

            var equals = piece.Span.IndexOf('=');
            parameters[count++] = equals < 0 ? new(Decode(piece), default) : new(Decode(piece[..equals]), Decode(piece[(equals + 1)..]));
        }

        return count == parameters.Length ? parameters : parameters[..count];
    }

    private static ReadOnlyMemory<char> Decode(ReadOnlyMemory<char> text) =>
        text.Span.IndexOfAny('%', '+') < 0 ? text : WebUtility.UrlDecode(text.ToString()).AsMemory();
}

/// <summary>Decoded. Most need no decoding, and are parts of the query string itself: every frame is checked this way.</summary>
internal readonly record struct FormParameter(ReadOnlyMemory<char> Name, ReadOnlyMemory<char> Value);

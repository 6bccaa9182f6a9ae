using System.Net;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>
/// A query string as the products write and sign it: form data, in its own order, names with their case. ASP.NET's own
/// collection folds the case of names, which would make <c>A=1&amp;a=2</c> one parameter and <c>JWT=</c> a token.
/// </summary>
internal static class FormQuery
{
    /// <param name="query">With or without the question mark before it.</param>
    public static List<KeyValuePair<string, string>> Parse(string? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        var rest = query.AsSpan();
        rest = rest.StartsWith('?') ? rest[1..] : rest;
        foreach (var range in rest.Split('&'))
        {
            var piece = rest[range];
            if (piece.IsEmpty)
            {
                continue;
            }

            var equals = piece.IndexOf('=');
            var name = equals < 0 ? piece : piece[..equals];
            var value = equals < 0 ? [] : piece[(equals + 1)..];
            parameters.Add(new(Decode(name), Decode(value)));
        }

        return parameters;
    }

    private static string Decode(ReadOnlySpan<char> text) =>
        text.IndexOfAny('%', '+') < 0 ? text.ToString() : WebUtility.UrlDecode(text.ToString());
}

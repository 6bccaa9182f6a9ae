using System.Text;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>Tells texts from what is none, by what the host calls it and by its bytes.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Hosts call a Markdown file by whatever their table of endings says; the bytes decide about these.
    private static readonly string[] Beginnings = ["text/", "application/x-", "application/vnd.github"];
    private static readonly string[] Endings = ["/octet-stream", "json", "yaml", "xml", "toml", "/markdown", "/javascript", "/sql"];
    private static readonly string[] WebPages = ["text/html", "application/xhtml+xml"];

    public static FetchOutcome Check(FetchResponse response) =>
        !IsTextType(response.MediaType) ? FetchOutcome.WrongType
        : Decode(response.Body) is not { } text ? FetchOutcome.WrongEncoding

        // A page to log in comes without complaint, and often under the name that was asked for.
        : text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) ? FetchOutcome.WrongType
        : FetchOutcome.Ok;

    /// <returns>Null for bytes that are neither UTF-8 nor, with a mark that says so, UTF-16.</returns>
    public static string? Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Utf8.GetString(content.AsSpan(3)),
                [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(content.AsSpan(2)),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true).GetString(content.AsSpan(2)),
                _ => Utf8.GetString(content),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsTextType(string? type) =>
        type is null
        || (!WebPages.Contains(type, StringComparer.OrdinalIgnoreCase)
            && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            && (Array.Exists(Beginnings, start => type.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(Endings, end => type.EndsWith(end, StringComparison.OrdinalIgnoreCase))));
}

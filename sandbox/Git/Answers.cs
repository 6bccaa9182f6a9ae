using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Markdwell.Sandbox.Git;

/// <summary>What all kinds of hosts have in common.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".md"] = "text/markdown" } };

    public static IResult Json(object value, int status = 200) => Results.Json(value, AsWritten, "application/json; charset=utf-8", status);

    /// <summary>With a tag of its bytes; who sends it back gets a 304.</summary>
    public static IResult TaggedJson(object value, DateTimeOffset? modified = null)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, AsWritten);
        return Results.Bytes(bytes, "application/json; charset=utf-8", entityTag: Tag(Hash.Of(bytes), isWeak: true), lastModified: modified);
    }

    /// <summary>A file, tagged by the name Git gives its content.</summary>
    public static IResult File(Blob blob, string mediaType, bool isTagged = true) =>
        Results.Bytes(blob.Content, mediaType, entityTag: isTagged ? Tag(blob.Id, isWeak: false) : null);

    public static string MediaType(string path) => Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";

    public static EntityTagHeaderValue Tag(string text, bool isWeak) => new($"\"{text}\"", isWeak);

    /// <summary>The server leaves an encoded slash of the path as it came.</summary>
    public static string Unescape(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}

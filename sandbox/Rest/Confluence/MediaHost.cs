using System.Collections.Concurrent;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>
/// Where Confluence keeps the bytes of attachments: another host, which lets in whoever has an address with a token in it, for a while.
/// It wants no other token, least of all the app's.
/// </summary>
internal sealed class MediaHost(World world)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (Attachment Attachment, DateTimeOffset End)> tickets = new(StringComparer.Ordinal);

    public string Address(Attachment attachment)
    {
        var token = Guid.NewGuid().ToString("N");
        tickets[token] = (attachment, DateTimeOffset.UtcNow + Lifetime);
        return $"{world.HomeAddress}/media/file/{attachment.FileId}/binary?token={token}&client=sandbox&name={Uri.EscapeDataString(attachment.Name)}";
    }

    public static void Map(IEndpointRouteBuilder home) => home.MapGet("/media/file/{id}/binary", (HttpRequest request, MediaHost media, string id, string? token) =>
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return Results.BadRequest(new { error = new { code = "BadRequest", title = "Only one way to authenticate is allowed." } });
        }
        return media.tickets.GetValueOrDefault(token ?? "") is ({ } attachment, var end) && attachment.FileId == id && end > DateTimeOffset.UtcNow
            ? Results.Bytes(attachment.Content, attachment.MediaType, attachment.Name, entityTag: new($"\"{attachment.FileId}\""))
            : Results.Json(new { error = new { code = "JwtAuthoriserError", title = "The token is not valid." } }, Json.Web, statusCode: 401);
    });
}

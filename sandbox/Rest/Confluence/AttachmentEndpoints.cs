using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Attachments of pages: their list, and their bytes.</summary>
internal static class AttachmentEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/api/v2/pages/{id}/attachments", List);
        wiki.MapGet("/rest/api/content/{id}/child/attachment/{attachmentId}/download", Download);
    }

    private static IResult List(Caller caller, string id, string? filename) => caller.Page(id) is not { } page ? Refusal.NotFound : Results.Ok(new
    {
        results = page.Attachments.Where(a => filename is null || a.Name == filename).Select(a => Describe(page, a)),
        _links = new { @base = caller.Tenant.BaseUrl },
    });

    private static IResult Download(Caller caller, string id, string attachmentId) =>
        caller.Page(id)?.Attachments.Find(a => a.Id == attachmentId) is { } attachment
            ? Results.Bytes(attachment.Content, attachment.MediaType, attachment.Name)
            : Refusal.NotFound;

    private static object Describe(Page page, Attachment attachment) => new
    {
        id = attachment.Id,
        status = "current",
        title = attachment.Name,
        pageId = page.Id,
        mediaType = attachment.MediaType,
        fileSize = attachment.Content.Length,
        version = new { number = attachment.Version, createdAt = attachment.At, authorId = attachment.By.AccountId },
        downloadLink = $"/rest/api/content/{page.Id}/child/attachment/{attachment.Id}/download",
    };
}

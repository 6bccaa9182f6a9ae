using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Attachments of pages: their list in both versions of the API, and the way to their bytes, which lie elsewhere.</summary>
internal static class AttachmentEndpoints
{
    private const int Most = 250;

    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/api/v2/pages/{id}/attachments", List);
        wiki.MapGet("/rest/api/content/{id}/child/attachment", ListOld);
        wiki.MapGet("/rest/api/content/{id}/child/attachment/{attachmentId}/download", (Caller caller, MediaHost media, string id, string attachmentId) =>
            Download(media, caller.Page(id)?.Attachments.Find(a => a.Id == attachmentId)));
        wiki.MapGet("/download/attachments/{id}/{name}", (Caller caller, MediaHost media, string id, string name) =>
            Download(media, caller.Page(id)?.Attachments.Find(a => a.Name == name)));
    }

    private static IResult List(Caller caller, string id, string? filename, string? mediaType, string? cursor, int limit = 50)
    {
        if (caller.Page(id) is not { } page)
        {
            return Refusal.NotFound;
        }
        var size = Math.Clamp(limit, 1, Most);
        var from = int.TryParse(cursor, out var at) ? at : 0;
        var found = Find(page, filename).Where(a => mediaType is null || a.MediaType == mediaType).ToList();
        var next = found.Count > from + size ? $"/wiki/api/v2/pages/{id}/attachments{new QueryString().Add("limit", size.ToString()).Add("cursor", (from + size).ToString())}" : null;
        return Results.Ok(new { results = found.Skip(from).Take(size).Select(a => Describe(page, a)), _links = new { next, @base = caller.Tenant.BaseUrl } });
    }

    private static IResult ListOld(Caller caller, string id, string? filename, int start = 0, int limit = 50) => caller.Page(id) is not { } page ? Refusal.NotFound : Results.Ok(new
    {
        results = Find(page, filename).Skip(start).Take(limit).Select(a => new
        {
            id = a.Id,
            type = "attachment",
            status = "current",
            title = a.Name,
            version = new { number = a.Version, when = a.At },
            metadata = new { mediaType = a.MediaType },
            extensions = new { mediaType = a.MediaType, fileSize = a.Content.Length, fileId = a.FileId },
            _links = new { webui = WebUi(page, a), download = OldDownload(page, a) },
        }),
        start,
        limit,
        size = Math.Clamp(Find(page, filename).Count() - start, 0, limit),
        _links = new { @base = caller.Tenant.BaseUrl, context = "/wiki" },
    });

    private static IEnumerable<Attachment> Find(Page page, string? name) => page.Attachments.Where(a => name is null || a.Name == name);

    private static IResult Download(MediaHost media, Attachment? attachment) => attachment is null ? Refusal.NotFound : Results.Redirect(media.Address(attachment));

    private static object Describe(Page page, Attachment attachment)
    {
        var download = $"/rest/api/content/{page.Id}/child/attachment/{attachment.Id}/download";
        return new
        {
            id = attachment.Id,
            status = "current",
            title = attachment.Name,
            createdAt = attachment.At,
            pageId = page.Id,
            mediaType = attachment.MediaType,
            mediaTypeDescription = attachment.MediaType,
            comment = "",
            fileId = attachment.FileId,
            fileSize = attachment.Content.Length,
            version = new { number = attachment.Version, message = "", minorEdit = false, createdAt = attachment.At, authorId = attachment.By.AccountId },
            webuiLink = WebUi(page, attachment),
            downloadLink = download,
            _links = new { webui = WebUi(page, attachment), download },
        };
    }

    private static string WebUi(Page page, Attachment attachment) => $"/pages/viewpageattachments.action?pageId={page.Id}&preview=%2F{page.Id}%2F{attachment.Id}%2F{Uri.EscapeDataString(attachment.Name)}";

    public static string OldDownload(Page page, Attachment attachment) => $"/download/attachments/{page.Id}/{Uri.EscapeDataString(attachment.Name)}?version={attachment.Version}&api=v2";
}

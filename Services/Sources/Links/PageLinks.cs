using Markdwell.Services.Sources.Addresses;

namespace Markdwell.Services.Sources.Links;

/// <summary>Addresses in a macro's body, or in an attachment: names of the page's attachments.</summary>
internal sealed class PageLinks(AttachmentBase origin, string siteUrl) : TextLinks
{
    public override string Fingerprint => $"page {origin.PageId} {siteUrl}";

    public override string? Link(string url) =>
        Resolve(url) is { } found ? $"{siteUrl}/download/attachments/{Uri.EscapeDataString(origin.PageId)}/{Uri.EscapeDataString(found.Path)}{found.Fragment}" : null;

    public override PictureFile? Picture(string url) => Resolve(url) is { } found ? new(origin, found.Path) : null;

    // Attachments have no folders, and an address from the root would be one of the site's.
    private static RelativePath? Resolve(string url) =>
        !url.StartsWith('/') && RelativePath.Resolve(url, "") is { Path.Length: > 0 } found && !found.Path.Contains('/', StringComparison.Ordinal) ? found : null;
}

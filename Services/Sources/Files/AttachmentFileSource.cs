using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>An attachment of the macro's page. Confluence counts its versions, so only a new one is read.</summary>
internal sealed class AttachmentFileSource(Attachments attachments, Tenant tenant, string pageId, string name, int maxBytes) : IFileSource
{
    public string Address { get; } = string.Join('\n', "attachment", pageId, name);

    public int? ConnectionId => null;

    public FilePlace? Place => null;

    public bool AsksEachView => true;

    public async Task<Renewal> AskAsync(CachedFile? copy)
    {
        var (outcome, attachment) = await attachments.FindAsync(tenant, pageId, name);
        if (attachment is null)
        {
            return new(outcome);
        }

        var version = $"{attachment.Id}/{attachment.Version!.Number}";
        if (copy is not null && copy.ETag == version)
        {
            return new(FetchOutcome.NotModified);
        }

        var content = await attachments.ReadAsync(tenant, pageId, attachment, maxBytes);
        return content.Outcome != FetchOutcome.Ok ? Renewal.Without(content) : new(TextFile.Check(content))
        {
            Content = content.Body,
            MediaType = attachment.MediaType,
            Revision = attachment.Version.Number.ToString(),
            RevisedAt = attachment.Version.CreatedAt?.UtcDateTime,

            // An attachment that was deleted and stored again begins with version 1 again.
            ETag = version,
        };
    }

    public Provenance Provenance(CachedFile copy)
    {
        var view = $"{tenant.DisplayUrl ?? tenant.BaseUrl}/pages/viewpageattachments.action?pageId={pageId}";
        return new(name, copy.Revision, copy.RevisedAt, view.StartsWith("https:", StringComparison.Ordinal) ? view : null, null, new AttachmentBase(pageId));
    }
}

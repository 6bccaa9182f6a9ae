using System.Text.Json;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>Confluence Cloud, as far as the app calls it. Addresses are below the tenant's base URL, which ends in <c>/wiki</c>.</summary>
public interface IConfluenceApi
{
    /// <summary>The body of one macro in one version of a page or blog post; version 0 is the current one. Version 2 of the API has no such call.</summary>
    [Get("/rest/api/content/{pageId}/history/{version}/macro/id/{macroId}")]
    Task<IApiResponse<MacroBody>> GetMacroBodyAsync(string pageId, int version, string macroId, CancellationToken cancellationToken);

    /// <param name="bodyFormat"><c>storage</c> to have the page's text as well.</param>
    /// <param name="getDraft">The text being edited instead of the published one.</param>
    [Get("/api/v2/pages/{pageId}")]
    Task<IApiResponse<ConfluencePage>> GetPageAsync(
        string pageId,
        [AliasAs("body-format")] string? bodyFormat,
        [AliasAs("version")] int? version,
        [AliasAs("get-draft")] bool? getDraft,
        CancellationToken cancellationToken);

    /// <summary>A blog post is read like a page, at an address of its own.</summary>
    [Get("/api/v2/blogposts/{postId}")]
    Task<IApiResponse<ConfluencePage>> GetBlogPostAsync(
        string postId,
        [AliasAs("body-format")] string? bodyFormat,
        [AliasAs("version")] int? version,
        [AliasAs("get-draft")] bool? getDraft,
        CancellationToken cancellationToken);

    /// <summary>The attachments of a page with one name, of which there is at most one.</summary>
    [Get("/api/v2/pages/{pageId}/attachments")]
    Task<IApiResponse<PageAttachments>> FindPageAttachmentAsync(string pageId, string filename, CancellationToken cancellationToken);

    /// <summary>The same of a blog post, which version 2 of the API does not take for a page.</summary>
    [Get("/api/v2/blogposts/{blogPostId}/attachments")]
    Task<IApiResponse<PageAttachments>> FindBlogPostAttachmentAsync(string blogPostId, string filename, CancellationToken cancellationToken);

    /// <summary>The bytes of an attachment, or a redirect to another host where they are to be had without a signature.</summary>
    [Get("/rest/api/content/{contentId}/child/attachment/{attachmentId}/download")]
    Task<IApiResponse<Stream>> DownloadAttachmentAsync(string contentId, string attachmentId, int version, CancellationToken cancellationToken);

    /// <param name="sort"><c>-modified-date</c> for the newest first.</param>
    [Get("/api/v2/pages/{pageId}/attachments")]
    Task<IApiResponse<PageAttachments>> ListAttachmentsAsync(string pageId, int limit, string sort, CancellationToken cancellationToken);

    /// <summary>Asks whether a user may do something with a page: the app itself may often do more than its user.</summary>
    [Post("/rest/api/content/{contentId}/permission/check")]
    Task<IApiResponse<ContentPermission>> CheckPermissionAsync(string contentId, [Body] ContentPermissionQuestion question, CancellationToken cancellationToken);

    /// <param name="expand"><c>operations</c> to have what the user may do with the whole site.</param>
    [Get("/rest/api/user")]
    Task<IApiResponse<ConfluenceUser>> GetUserAsync(string accountId, string expand, CancellationToken cancellationToken);

    /// <param name="kind"><c>pages</c> or <c>blogposts</c>.</param>
    [Get("/api/v2/{kind}/{contentId}/properties")]
    Task<IApiResponse<ContentProperties>> FindPropertyAsync(string kind, string contentId, string key, CancellationToken cancellationToken);

    /// <summary>At most 32 KB of JSON. Refused where the key is taken.</summary>
    [Post("/api/v2/{kind}/{contentId}/properties")]
    Task<IApiResponse> CreatePropertyAsync(string kind, string contentId, [Body] NewContentProperty property, CancellationToken cancellationToken);

    /// <summary>Refused with a conflict unless the version is the next one.</summary>
    [Put("/api/v2/{kind}/{contentId}/properties/{propertyId}")]
    Task<IApiResponse> ChangePropertyAsync(string kind, string contentId, string propertyId, [Body] ChangedContentProperty property, CancellationToken cancellationToken);

    /// <param name="kind"><c>pages</c> or <c>blogposts</c>.</param>
    /// <param name="bodyFormat"><c>storage</c> to have what they say as well.</param>
    /// <param name="sort"><c>-created-date</c> for the newest first.</param>
    [Get("/api/v2/{kind}/{contentId}/footer-comments")]
    Task<IApiResponse<FooterComments>> ListFooterCommentsAsync(
        string kind, string contentId, [AliasAs("body-format")] string bodyFormat, string sort, int limit, CancellationToken cancellationToken);

    /// <summary>The answers to a comment.</summary>
    [Get("/api/v2/footer-comments/{commentId}/children")]
    Task<IApiResponse<FooterComments>> ListAnswersAsync(
        string commentId, [AliasAs("body-format")] string bodyFormat, string sort, int limit, CancellationToken cancellationToken);

    [Post("/api/v2/footer-comments")]
    Task<IApiResponse<FooterComment>> AddFooterCommentAsync([Body] NewFooterComment comment, CancellationToken cancellationToken);

    /// <summary>Refused with a conflict unless the version is the next one.</summary>
    [Put("/api/v2/footer-comments/{commentId}")]
    Task<IApiResponse<FooterComment>> ChangeFooterCommentAsync(string commentId, [Body] ChangedFooterComment comment, CancellationToken cancellationToken);

    [Get("/api/v2/footer-comments/{commentId}")]
    Task<IApiResponse<FooterComment>> GetFooterCommentAsync(string commentId, [AliasAs("body-format")] string bodyFormat, CancellationToken cancellationToken);

    /// <summary>Who has these accounts; at most 200 of them.</summary>
    [Get("/rest/api/user/bulk")]
    Task<IApiResponse<ConfluenceUsers>> ListUsersAsync([Query(CollectionFormat.Multi)] IEnumerable<string> accountId, int limit, CancellationToken cancellationToken);

    /// <summary>204 without a body when nothing is to be done.</summary>
    [Post("/rest/atlassian-connect/latest/report-accounts")]
    Task<IApiResponse<AccountReportAnswer>> ReportAccountsAsync([Body] AccountReport report, CancellationToken cancellationToken);
}

/// <param name="Parameters">A map of names to values, each of them text or <c>{"value": text}</c>.</param>
public sealed record MacroBody(string? Body, JsonElement Parameters)
{
    public string? Parameter(string name)
    {
        try
        {
            return Parameters.ValueKind != JsonValueKind.Object || !Parameters.TryGetProperty(name, out var given) ? null
                : given.ValueKind == JsonValueKind.String ? given.GetString()
                : given.ValueKind == JsonValueKind.Object && given.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a character: JSON can hold it, text cannot.
            return null;
        }
    }
}

/// <param name="Status"><c>current</c>, <c>trashed</c>, …</param>
public sealed record ConfluencePage(ConfluencePageBody? Body, ContentVersion? Version = null, string? Status = null);

public sealed record ContentVersion(int Number);

public sealed record ConfluencePageBody(StorageBody? Storage);

public sealed record StorageBody(string? Value);

public sealed record PageAttachments(IReadOnlyList<PageAttachment?>? Results);

/// <param name="Title">The file's name.</param>
public sealed record PageAttachment(string? Id, string? Title, string? MediaType, long? FileSize, AttachmentVersion? Version);

public sealed record AttachmentVersion(int Number, DateTimeOffset? CreatedAt);

/// <param name="Operation"><c>read</c> or <c>update</c>.</param>
public sealed record ContentPermissionQuestion(PermissionSubject Subject, string Operation);

/// <param name="Type"><c>user</c>.</param>
/// <param name="Identifier">The account id.</param>
public sealed record PermissionSubject(string Type, string Identifier);

public sealed record ContentPermission(bool HasPermission);

public sealed record ConfluenceUsers(IReadOnlyList<JiraUser?>? Results);

public sealed record ConfluenceUser(IReadOnlyList<UserOperation?>? Operations);

/// <param name="Operation"><c>use</c> or <c>administer</c>.</param>
/// <param name="TargetType"><c>application</c>.</param>
public sealed record UserOperation(string? Operation, string? TargetType);

public sealed record ContentProperties(IReadOnlyList<ContentProperty?>? Results);

public sealed record ContentProperty(string Id, string Key, JsonElement Value, ContentVersion? Version);

public sealed record NewContentProperty(string Key, JsonElement Value);

/// <param name="Version">The one that is there, and one more.</param>
public sealed record ChangedContentProperty(string Key, JsonElement Value, ContentVersion Version);

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

    /// <param name="sort"><c>-modified-date</c> for the newest first.</param>
    [Get("/api/v2/pages/{pageId}/attachments")]
    Task<IApiResponse<PageAttachments>> ListAttachmentsAsync(string pageId, int limit, string sort, CancellationToken cancellationToken);

    /// <summary>Asks whether a user may do something with a page: the app itself may often do more than its user.</summary>
    [Post("/rest/api/content/{contentId}/permission/check")]
    Task<IApiResponse<ContentPermission>> CheckPermissionAsync(string contentId, [Body] ContentPermissionQuestion question, CancellationToken cancellationToken);
}

public sealed record MacroBody(string? Body);

public sealed record ConfluencePage(ConfluencePageBody? Body);

public sealed record ConfluencePageBody(StorageBody? Storage);

public sealed record StorageBody(string? Value);

public sealed record PageAttachments(IReadOnlyList<PageAttachment>? Results);

/// <param name="Title">The file's name.</param>
public sealed record PageAttachment(string? Title, string? MediaType, AttachmentVersion? Version);

public sealed record AttachmentVersion(int Number);

/// <param name="Operation"><c>read</c> or <c>update</c>.</param>
public sealed record ContentPermissionQuestion(PermissionSubject Subject, string Operation);

/// <param name="Type"><c>user</c>.</param>
/// <param name="Identifier">The account id.</param>
public sealed record PermissionSubject(string Type, string Identifier);

public sealed record ContentPermission(bool HasPermission);

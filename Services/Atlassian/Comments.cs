using System.Text.Json;
using System.Text.Json.Serialization;

namespace Markdwell.Services.Atlassian;

/// <param name="Body">A document in the Atlassian Document Format.</param>
/// <param name="Properties">Kept beside the comment, where readers do not see them.</param>
public sealed record NewIssueComment(JsonElement Body, IReadOnlyList<JiraProperty>? Properties = null);

public sealed record JiraProperty(string Key, JsonElement Value);

public sealed record IssueComment(string Id, JiraUser? Author, JsonElement Body, string? Created);

public sealed record IssueComments(IReadOnlyList<IssueComment?>? Comments);

/// <param name="PageId">Or a blog post's, or the comment's that this one answers: one of the three.</param>
public sealed record NewFooterComment(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BlogPostId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ParentCommentId,
    FooterCommentBody Body);

/// <param name="Version">The one that is there, and one more.</param>
public sealed record ChangedFooterComment(ContentVersion Version, FooterCommentBody Body);

/// <param name="Representation"><c>storage</c>.</param>
public sealed record FooterCommentBody(string Representation, string Value);

public sealed record FooterComment(string Id, ContentVersion? Version, ConfluencePageBody? Body);

public sealed record FooterComments(IReadOnlyList<FooterComment?>? Results);

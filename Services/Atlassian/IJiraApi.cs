using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>Jira Cloud, as far as the app calls it.</summary>
public interface IJiraApi
{
    /// <param name="fields">Names of fields, with commas between them.</param>
    /// <param name="properties">Keys of properties, with commas between them.</param>
    [Get("/rest/api/3/issue/{issueId}")]
    Task<IApiResponse<JiraIssue>> GetIssueAsync(string issueId, string fields, string? properties, CancellationToken cancellationToken);

    /// <summary>Issues by JQL, a page at a time and without a total. At most 100 with fields.</summary>
    [Post("/rest/api/3/search/jql")]
    Task<IApiResponse<JiraIssues>> SearchAsync([Body] JiraSearch search, CancellationToken cancellationToken);

    [Post("/rest/api/3/search/approximate-count")]
    Task<IApiResponse<JiraCount>> CountAsync([Body] JiraCountQuestion question, CancellationToken cancellationToken);

    /// <summary>The comments of an issue.</summary>
    /// <param name="orderBy"><c>-created</c> for the newest first.</param>
    [Get("/rest/api/3/issue/{issueId}/comment")]
    Task<IApiResponse<IssueComments>> ListCommentsAsync(string issueId, string orderBy, int maxResults, CancellationToken cancellationToken);

    [Post("/rest/api/3/issue/{issueId}/comment")]
    Task<IApiResponse<IssueComment>> AddCommentAsync(string issueId, [Body] NewIssueComment comment, CancellationToken cancellationToken);

    [Put("/rest/api/3/issue/{issueId}/comment/{commentId}")]
    Task<IApiResponse<IssueComment>> ChangeCommentAsync(string issueId, string commentId, [Body] NewIssueComment comment, CancellationToken cancellationToken);

    /// <returns><c>{"key": …, "value": …}</c></returns>
    [Get("/rest/api/3/comment/{commentId}/properties/{propertyKey}")]
    Task<IApiResponse<JiraProperty>> GetCommentPropertyAsync(string commentId, string propertyKey, CancellationToken cancellationToken);

    /// <summary>Who has these accounts; at most 200 of them.</summary>
    [Get("/rest/api/3/user/bulk")]
    Task<IApiResponse<JiraUsers>> ListUsersAsync([Query(CollectionFormat.Multi)] IEnumerable<string> accountId, int maxResults, CancellationToken cancellationToken);

    /// <summary>204 without a body when nothing is to be done.</summary>
    [Post("/rest/atlassian-connect/latest/report-accounts")]
    Task<IApiResponse<AccountReportAnswer>> ReportAccountsAsync([Body] AccountReport report, CancellationToken cancellationToken);

    /// <summary>At most 32,768 characters of JSON that whoever may edit the issue can write. There are no versions: the last writer wins.</summary>
    /// <returns><c>{"key": …, "value": …}</c> as it is: not every JSON that Jira keeps is one that serializers take.</returns>
    [Get("/rest/api/3/issue/{issueId}/properties/{propertyKey}")]
    Task<IApiResponse<string>> GetIssuePropertyAsync(string issueId, string propertyKey, CancellationToken cancellationToken);

    [Put("/rest/api/3/issue/{issueId}/properties/{propertyKey}")]
    Task<IApiResponse> SetIssuePropertyAsync(string issueId, string propertyKey, [Body] JsonElement value, CancellationToken cancellationToken);

    /// <summary>The same with a value whose every character matters.</summary>
    [Put("/rest/api/3/issue/{issueId}/properties/{propertyKey}")]
    Task<IApiResponse> SetRawIssuePropertyAsync(string issueId, string propertyKey, [Body] StringContent value, CancellationToken cancellationToken);

    [Delete("/rest/api/3/issue/{issueId}/properties/{propertyKey}")]
    Task<IApiResponse> DeleteIssuePropertyAsync(string issueId, string propertyKey, CancellationToken cancellationToken);

    /// <summary>Asks what a user may do: the app itself may often do more.</summary>
    [Post("/rest/api/3/permissions/check")]
    Task<IApiResponse<JiraPermissions>> CheckPermissionsAsync([Body] JiraPermissionQuestion question, CancellationToken cancellationToken);
}

/// <param name="GlobalPermissions"><c>ADMINISTER</c>, …</param>
public sealed record JiraPermissionQuestion(
    string AccountId,
    IReadOnlyList<ProjectPermissionQuestion> ProjectPermissions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? GlobalPermissions = null);

/// <param name="Permissions"><c>BROWSE_PROJECTS</c>, <c>EDIT_ISSUES</c>, …</param>
public sealed record ProjectPermissionQuestion(IReadOnlyList<string> Permissions, IReadOnlyList<long>? Issues = null, IReadOnlyList<long>? Projects = null);

/// <param name="GlobalPermissions">Of those asked about, the ones that are granted.</param>
public sealed record JiraPermissions(IReadOnlyList<ProjectPermission?>? ProjectPermissions, IReadOnlyList<string?>? GlobalPermissions = null);

/// <param name="Issues">Of those asked about, the ones on which the permission is granted.</param>
public sealed record ProjectPermission(string Permission, IReadOnlyList<long>? Issues, IReadOnlyList<long>? Projects = null);

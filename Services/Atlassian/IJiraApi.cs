using System.Text.Json;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>Jira Cloud, as far as the app calls it.</summary>
public interface IJiraApi
{
    /// <param name="fields">Names of fields, with commas between them.</param>
    [Get("/rest/api/3/issue/{issueId}")]
    Task<IApiResponse<JiraIssue>> GetIssueAsync(string issueId, string fields, CancellationToken cancellationToken);

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

public sealed record JiraIssue(string Id, string Key);

public sealed record JiraPermissionQuestion(string AccountId, IReadOnlyList<ProjectPermissionQuestion> ProjectPermissions);

/// <param name="Permissions"><c>BROWSE_PROJECTS</c>, <c>EDIT_ISSUES</c>, …</param>
public sealed record ProjectPermissionQuestion(IReadOnlyList<string> Permissions, IReadOnlyList<long> Issues);

public sealed record JiraPermissions(IReadOnlyList<ProjectPermission?>? ProjectPermissions);

/// <param name="Issues">Of those asked about, the ones on which the permission is granted.</param>
public sealed record ProjectPermission(string Permission, IReadOnlyList<long>? Issues);

using System.Text.Json;

namespace Markdwell.Services.Atlassian;

/// <param name="Fields">Those that were asked for.</param>
/// <param name="Properties">A map of those that were asked for and that the issue has.</param>
public sealed record JiraIssue(string Id, string Key, JiraFields? Fields = null, JsonElement Properties = default);

public sealed record JiraFields(
    string? Summary, JiraProject? Project, JiraStatus? Status, JiraUser? Assignee, IReadOnlyList<JiraVersion?>? FixVersions, string? Created, JiraSecurity? Security);

public sealed record JiraProject(string Id, string? Key, string? Name = null);

public sealed record JiraStatus(string? Name, JiraStatusCategory? StatusCategory);

/// <param name="Key"><c>new</c>, <c>indeterminate</c> or <c>done</c>, whatever the language and the workflow.</param>
public sealed record JiraStatusCategory(string? Key);

public sealed record JiraVersion(string Id, string? Name);

public sealed record JiraSecurity(string Id);

/// <summary>Somebody who has an account, in either product.</summary>
public sealed record JiraUser(string? AccountId, string? DisplayName, string? AccountType = null);

public sealed record JiraUsers(IReadOnlyList<JiraUser?>? Values);

/// <param name="NextPageToken">Null on the last page.</param>
public sealed record JiraIssues(IReadOnlyList<JiraIssue?>? Issues, string? NextPageToken, bool IsLast);

/// <param name="Fields">Names; without any, there are ids alone.</param>
/// <param name="Properties">Keys, at most five.</param>
public sealed record JiraSearch(string Jql, IReadOnlyList<string> Fields, int MaxResults, string? NextPageToken = null, IReadOnlyList<string>? Properties = null);

public sealed record JiraCountQuestion(string Jql);

public sealed record JiraCount(int Count);

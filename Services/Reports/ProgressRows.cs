using Markdwell.Models;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Reports;

/// <summary>The issues that reports count.</summary>
public sealed class ProgressRows
{
    /// <summary>The fields and the property of an issue that are read here.</summary>
    public const string Fields = "project,status,assignee,fixVersions,created,security";

    /// <summary>Takes over what Jira says of an issue: one without a checklist is not counted.</summary>
    public Task UpdateAsync(Tenant tenant, IReadOnlyList<JiraIssue> issues, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveAsync(Tenant tenant, string issueId, CancellationToken cancellationToken) => throw new NotSupportedException();
}

using System.Globalization;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Reports;

/// <summary>What Jira said of one issue.</summary>
/// <param name="Progress">Null for an issue without a checklist, which is not counted.</param>
internal sealed record ProgressReading(string IssueId, IssueProgress? Progress, IReadOnlyList<IssueVersion> Versions)
{
    private const int MaxKeyLength = 255;
    private const int MaxAccountLength = 128;
    private const int MaxNameLength = 255;

    // What surely fits into a number of 64 bits, as Jira takes ids in questions about permissions.
    private const int MaxIdLength = 18;

    /// <returns>Null for an answer that does not say which issue of which project it is about.</returns>
    public static ProgressReading? Of(int tenantId, JiraIssue issue, DateTime askedAt)
    {
        if (!IsId(issue.Id) || issue is not { Fields: { Project.Id: { } projectId } fields, Key: { Length: > 0 and <= MaxKeyLength } key } || !IsId(projectId))
        {
            return null;
        }

        if (ChecklistOf(issue.Properties) is not { } checklist)
        {
            return new(issue.Id, null, []);
        }

        var progress = new IssueProgress
        {
            TenantId = tenantId,
            IssueId = issue.Id,
            ProjectId = projectId,
            Key = key,
            Number = int.TryParse(key.AsSpan(key.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            AssigneeId = fields.Assignee?.AccountId is { Length: > 0 and <= MaxAccountLength } assignee ? assignee : null,
            Status = StatusOf(fields.Status),
            SecurityLevelId = fields.Security?.Id,
            Total = checklist.Total,
            Done = checklist.Done,
            Mandatory = checklist.Mandatory,
            MandatoryDone = checklist.Mandatory - checklist.MandatoryOpen,
            CreatedAt = DateTimeOffset.TryParse(fields.Created, CultureInfo.InvariantCulture, out var created) ? created.UtcDateTime : askedAt,
            ReadAt = askedAt,
        };
        return new(issue.Id, progress, VersionsOf(progress, fields.FixVersions ?? []));
    }

    private static ChecklistProperty? ChecklistOf(JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(ChecklistProperty.Key, out var value) ? ChecklistProperty.TryRead(value) : null;

    private static IReadOnlyList<IssueVersion> VersionsOf(IssueProgress issue, IReadOnlyList<JiraVersion?> versions) =>
    [
        .. versions.OfType<JiraVersion>().Where(version => IsId(version.Id)).DistinctBy(version => version.Id, StringComparer.Ordinal).Select(version => new IssueVersion
        {
            TenantId = issue.TenantId,
            IssueId = issue.IssueId,
            VersionId = version.Id,
            ProjectId = issue.ProjectId,
            Name = Cut(version.Name ?? version.Id),
        }),
    ];

    private static StatusCategory StatusOf(JiraStatus? status) => status?.StatusCategory?.Key switch
    {
        "done" => StatusCategory.Done,
        "indeterminate" => StatusCategory.InProgress,
        _ => StatusCategory.ToDo,
    };

    private static string Cut(string name) => name.Length > MaxNameLength ? name[..MaxNameLength] : name;

    private static bool IsId(string? id) => id is { Length: > 0 and <= MaxIdLength } && id.All(char.IsAsciiDigit);
}

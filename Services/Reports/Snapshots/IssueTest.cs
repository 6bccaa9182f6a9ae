using System.Globalization;
using Markdwell.Models;

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>Whether an issue is one that the viewer may see and asked for. What it compares was looked up in the snapshot's tables before.</summary>
internal sealed class IssueTest
{
    private bool[] sees = [];
    private HashSet<long> refused = [];
    private int? assignee;
    private bool[]? versionSets;
    private StatusCategory? status;
    private bool hasRequiredOpen;
    private int? number;
    private string? start;

    public static IssueTest Of(ProjectSnapshot snapshot, VisibleIssues visible, ReportFilter filter)
    {
        var isNumber = int.TryParse(filter.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed);
        return new()
        {
            sees = Array.ConvertAll(snapshot.Levels, level => level is null ? visible.HasUnsecured : visible.Levels.Contains(level, StringComparer.Ordinal)),
            refused = [.. visible.Refused.Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))],

            // Of somebody who is not in the table there is no issue: no place is -1.
            assignee = filter.AssigneeId is { } id ? Array.IndexOf(snapshot.Assignees, id.Length == 0 ? null : id) : null,
            versionSets = filter.VersionId is { } version ? Array.ConvertAll(snapshot.VersionSets, set => Has(snapshot, set, version)) : null,
            status = filter.Status,
            hasRequiredOpen = filter.HasRequiredOpen,
            number = isNumber ? parsed : null,
            start = isNumber ? null : filter.Key,
        };
    }

    public bool Passes(in SnapshotIssue issue) =>
        sees[issue.Level]
        && (assignee is null || issue.Assignee == assignee)
        && (versionSets is null || versionSets[issue.VersionSet])
        && (status is null || issue.Status == status)
        && (!hasRequiredOpen || issue.RequiredOpen > 0)
        && (number is null || issue.Number == number)

        // Keys are written in capitals, and people look for "acme-12".
        && (start is null || issue.Key.StartsWith(start, StringComparison.OrdinalIgnoreCase))
        && !refused.Contains(issue.Id);

    private static bool Has(ProjectSnapshot snapshot, int[] set, string versionId) =>
        versionId.Length == 0 ? set.Length == 0 : set.Any(version => snapshot.Versions[version]!.Id == versionId);
}

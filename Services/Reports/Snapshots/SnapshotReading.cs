using System.Globalization;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>Makes a snapshot of the rows of a project: each is read once, and kept as small as it goes.</summary>
internal sealed class SnapshotReading
{
    private readonly Table assignees = new();
    private readonly Table levels = new();
    private readonly Table versions = new();
    private readonly Table sets = new();
    private readonly List<string?> names = [null];
    private readonly List<int[]> membersOfSets = [[]];
    private readonly Dictionary<string, int> setsOfIssues = new(StringComparer.Ordinal);

    public static IQueryable<IssueProgress> Issues(AppDbContext db, int tenantId, string projectId) =>
        db.IssueProgress.AsNoTracking().Where(i => i.TenantId == tenantId && i.ProjectId == projectId && i.Total > 0);

    /// <summary>In the order of the table's own key, so that the versions of an issue follow each other.</summary>
    public static IQueryable<IssueVersion> Versions(AppDbContext db, int tenantId, string projectId) =>
        db.IssueVersions.AsNoTracking().Where(v => v.TenantId == tenantId && v.ProjectId == projectId).OrderBy(v => v.IssueId).ThenBy(v => v.VersionId);

    public async Task<ProjectSnapshot> ReadAsync(AppDbContext db, int tenantId, string projectId, int mostIssues, DateTimeOffset at, WalkStage walk)
    {
        await ReadVersionsAsync(Versions(db, tenantId, projectId));
        var issues = new List<SnapshotIssue>();
        await foreach (var issue in Issues(db, tenantId, projectId).AsAsyncEnumerable())
        {
            if (issues.Count == mostIssues)
            {
                return ProjectSnapshot.TooLarge(at, walk);
            }

            issues.Add(Small(issue));
        }

        // Here rather than by the database, which would have to sort the rows on its disk.
        issues.Sort((a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : a.Id.CompareTo(b.Id));
        return new(
            at, walk, [.. issues], assignees.Values, levels.Values, [.. versions.Values.Zip(names, (id, name) => id is null ? null : new SnapshotVersion(id, name!))], [.. membersOfSets]);
    }

    private async Task ReadVersionsAsync(IQueryable<IssueVersion> rows)
    {
        var (issueId, members) = ("", new List<int>());
        await foreach (var row in rows.Select(v => new { v.IssueId, v.VersionId, v.Name }).AsAsyncEnumerable())
        {
            if (row.IssueId != issueId)
            {
                EndOf(issueId, members);
                issueId = row.IssueId;
                members.Clear();
            }

            members.Add(VersionOf(row.VersionId, row.Name));
        }

        EndOf(issueId, members);
    }

    private void EndOf(string issueId, List<int> members)
    {
        if (members.Count == 0)
        {
            return;
        }

        var set = sets.PlaceOf(string.Join(',', members));
        if (set == membersOfSets.Count)
        {
            membersOfSets.Add([.. members]);
        }

        setsOfIssues[issueId] = set;
    }

    /// <summary>A version that was renamed has its new name only in issues that were read since: one of the names is everybody's.</summary>
    private int VersionOf(string id, string name)
    {
        var version = versions.PlaceOf(id);
        if (version == names.Count)
        {
            names.Add(name);
        }
        else if (string.CompareOrdinal(name, names[version]) > 0)
        {
            names[version] = name;
        }

        return version;
    }

    private SnapshotIssue Small(IssueProgress issue) => new()
    {
        Id = long.Parse(issue.IssueId, NumberStyles.None, CultureInfo.InvariantCulture),
        Key = issue.Key,
        CreatedAt = issue.CreatedAt,
        Number = issue.Number,
        Assignee = assignees.PlaceOf(issue.AssigneeId),
        Level = levels.PlaceOf(issue.SecurityLevelId),
        VersionSet = setsOfIssues.GetValueOrDefault(issue.IssueId),
        Total = issue.Total,
        Done = issue.Done,
        Mandatory = issue.Mandatory,
        MandatoryDone = issue.MandatoryDone,
        Status = issue.Status,
    };

    private sealed class Table
    {
        private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
        private readonly List<string?> values = [null];

        public string?[] Values => [.. values];

        public int PlaceOf(string? value)
        {
            if (value is null)
            {
                return 0;
            }

            if (!places.TryGetValue(value, out var place))
            {
                places[value] = place = values.Count;
                values.Add(value);
            }

            return place;
        }
    }
}

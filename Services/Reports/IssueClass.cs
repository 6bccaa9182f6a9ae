using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reports;

/// <summary>The issues of a project that have the same security level, or none.</summary>
/// <param name="Asked">Of which Jira is asked who may see them: all of them, or so many spread evenly over the others.</param>
internal sealed record IssueClass(string? LevelId, IReadOnlyList<string> Asked, bool IsComplete)
{
    public const int MostAsked = 5000;

    public static async Task<IReadOnlyList<IssueClass>> ReadAsync(AppDbContext db, int tenantId, string projectId, CancellationToken cancellationToken)
    {
        var issues = db.IssueProgress.Where(i => i.TenantId == tenantId && i.ProjectId == projectId && i.Total > 0);
        var classes = await issues.GroupBy(i => i.SecurityLevelId).Select(level => new { level.Key, Count = level.Count() }).ToListAsync(cancellationToken);
        var spreads = classes.ToDictionary(level => level.Key ?? "", level => new Spread(level.Count), StringComparer.Ordinal);
        await foreach (var issue in issues.OrderBy(i => i.Number).Select(i => new { i.SecurityLevelId, i.IssueId }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // An issue may have come between the two queries, with a level of its own: it waits for the next minute.
            spreads.GetValueOrDefault(issue.SecurityLevelId ?? "")?.Add(issue.IssueId);
        }

        return [.. classes.Select(level => new IssueClass(level.Key, spreads[level.Key ?? ""].Ids, level.Count <= MostAsked))];
    }

    private sealed class Spread(int count)
    {
        private long seen;

        public List<string> Ids { get; } = [];

        public void Add(string id)
        {
            if (count <= MostAsked || seen * MostAsked / count != (seen - 1) * MostAsked / count || seen == 0)
            {
                Ids.Add(id);
            }

            seen++;
        }
    }
}

using System.Globalization;
using Markdwell.Services.Reports.Snapshots;

namespace Markdwell.Services.Reports;

/// <summary>The issues of a project that have the same security level, or none.</summary>
/// <param name="Asked">Of which Jira is asked who may see them: all of them, or so many spread evenly over the others.</param>
internal sealed record IssueClass(string? LevelId, IReadOnlyList<string> Asked, bool IsComplete)
{
    public const int MostAsked = 5000;

    public static IReadOnlyList<IssueClass> Of(ProjectSnapshot snapshot) =>
        [.. snapshot.Issues.GroupBy(issue => issue.Level, issue => issue.Id).Select(level => Of(snapshot.Levels[level.Key], [.. level]))];

    private static IssueClass Of(string? levelId, long[] ids)
    {
        var asked = Math.Min(ids.Length, MostAsked);
        return new(levelId, [.. Enumerable.Range(0, asked).Select(n => ids[(long)n * ids.Length / asked].ToString(CultureInfo.InvariantCulture))], asked == ids.Length);
    }
}

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>Adds issues up, each in all the sums that it belongs to.</summary>
internal sealed class Counting(ProjectSnapshot snapshot)
{
    private readonly Sum[] bands = new Sum[Enum.GetValues<ProgressBand>().Length];
    private readonly Sum[] ages = new Sum[Enum.GetValues<AgeBand>().Length];
    private readonly Sum[] assignees = new Sum[snapshot.Assignees.Length];
    private readonly Sum[] versions = new Sum[snapshot.Versions.Length];
    private readonly DateTime week = snapshot.At.UtcDateTime.AddDays(-7);
    private readonly DateTime month = snapshot.At.UtcDateTime.AddDays(-30);
    private readonly DateTime quarter = snapshot.At.UtcDateTime.AddDays(-91);

    public void Add(in SnapshotIssue issue)
    {
        bands[(int)Band(issue)].Add(issue);
        ages[(int)Age(issue.CreatedAt)].Add(issue);
        assignees[issue.Assignee].Add(issue);
        var set = snapshot.VersionSets[issue.VersionSet];
        if (set.Length == 0)
        {
            versions[0].Add(issue);
        }

        foreach (var version in set)
        {
            versions[version].Add(issue);
        }
    }

    public ReportNumbers Numbers() => new(
        [.. Counted(bands).Select(band => new BandSum((ProgressBand)band.Place, band.Sum))],
        [.. Counted(assignees).Select(one => new AssigneeSum(snapshot.Assignees[one.Place], one.Sum))
            .OrderByDescending(one => one.Sum.Open).ThenBy(one => one.AssigneeId, StringComparer.Ordinal).Take(ReportNumbers.MostRows)],
        [.. Counted(versions).Select(one => new VersionSum(snapshot.Versions[one.Place]?.Id, snapshot.Versions[one.Place]?.Name, one.Sum))
            .OrderByDescending(one => one.Sum.Open).ThenBy(one => one.VersionId, StringComparer.Ordinal).Take(ReportNumbers.MostRows)],
        [.. Counted(ages).Select(age => new AgeSum((AgeBand)age.Place, age.Sum))],
        snapshot.At);

    private static IEnumerable<(int Place, ProgressSum Sum)> Counted(Sum[] sums) => sums.Select((sum, place) => (place, sum.ToProgress())).Where(one => one.Item2.Issues > 0);

    private static ProgressBand Band(in SnapshotIssue issue) => issue.Percent switch
    {
        _ when issue.Done == 0 => ProgressBand.Nothing,
        < 25 => ProgressBand.Begun,
        < 50 => ProgressBand.NearlyHalf,
        < 75 => ProgressBand.OverHalf,
        < 100 => ProgressBand.NearlyAll,
        _ => ProgressBand.All,
    };

    private AgeBand Age(DateTime created) => created > week ? AgeBand.Week : created > month ? AgeBand.Month : created > quarter ? AgeBand.Quarter : AgeBand.Older;

    /// <summary>One that grows in its place: an object for each step would be half a million of them.</summary>
    private struct Sum
    {
        private int issues;
        private int withRequiredOpen;
        private long total;
        private long done;
        private long requiredOpen;

        public void Add(in SnapshotIssue issue)
        {
            issues++;
            total += issue.Total;
            done += issue.Done;
            requiredOpen += issue.RequiredOpen;
            withRequiredOpen += issue.RequiredOpen > 0 ? 1 : 0;
        }

        public readonly ProgressSum ToProgress() => new(issues, total, done, requiredOpen, withRequiredOpen);
    }
}

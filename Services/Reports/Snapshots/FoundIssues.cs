using System.Globalization;
using Markdwell.Models;

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>Those issues of a snapshot that a viewer may see and asked for.</summary>
public sealed class FoundIssues
{
    private readonly ProjectSnapshot snapshot;

    // Places in the snapshot, which is by number.
    private readonly int[] places;

    private FoundIssues(ProjectSnapshot snapshot, int[] places) => (this.snapshot, this.places) = (snapshot, places);

    public int Count => places.Length;

    internal static FoundIssues In(ProjectSnapshot snapshot, VisibleIssues visible, ReportFilter filter)
    {
        var (places, fits) = (new List<int>(), IssueTest.Of(snapshot, visible, filter));
        for (var place = 0; place < snapshot.Issues.Length; place++)
        {
            if (fits.Passes(snapshot.Issues[place]))
            {
                places.Add(place);
            }
        }

        return new(snapshot, [.. places]);
    }

    public ReportNumbers Numbers()
    {
        var counting = new Counting(snapshot);
        foreach (var place in places)
        {
            counting.Add(snapshot.Issues[place]);
        }

        return counting.Numbers();
    }

    public IReadOnlyList<ReportRow> Page(IssueOrder order)
    {
        // A page far behind the end, or one that no number can be.
        var first = (long)order.Page * IssueOrder.PageSize;
        return first >= places.Length ? [] : [.. Sorted(order).Skip((int)first).Take(IssueOrder.PageSize).Select(place => Row(snapshot.Issues[place]))];
    }

    /// <summary>By number.</summary>
    public IReadOnlyList<ReportRow> Rows(int first, int count) => [.. places.Skip(first).Take(count).Select(place => Row(snapshot.Issues[place]))];

    /// <summary>
    /// Sorting plain numbers is several times as fast as comparing issues: the value is in the upper bits and the place, which decides among
    /// equals so that pages do not overlap, in the lower ones.
    /// </summary>
    private IEnumerable<int> Sorted(IssueOrder order)
    {
        const int BitsOfPlace = 20;
        if (order.Sort == ReportSort.Number)
        {
            return order.IsDescending ? places.Reverse() : places;
        }

        var keys = Array.ConvertAll(places, place => ((order.IsDescending ? -1 : 1) * Value(snapshot.Issues[place], order.Sort) << BitsOfPlace) | (long)place);
        Array.Sort(keys);
        return keys.Select(key => (int)(key & ((1 << BitsOfPlace) - 1)));
    }

    private static long Value(in SnapshotIssue issue, ReportSort sort) => sort switch
    {
        ReportSort.Percent => issue.Percent,
        ReportSort.Open => issue.Open,
        ReportSort.RequiredOpen => issue.RequiredOpen,

        // The oldest are the highest in age. Jira tells of milliseconds.
        _ => -issue.CreatedAt.Ticks / TimeSpan.TicksPerMillisecond + DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond,
    };

    private ReportRow Row(in SnapshotIssue issue) => new(
        issue.Id.ToString(CultureInfo.InvariantCulture),
        issue.Key,
        snapshot.Assignees[issue.Assignee],
        issue.Status,
        issue.Total,
        issue.Done,
        issue.Mandatory,
        issue.MandatoryDone,
        issue.CreatedAt,
        [.. snapshot.VersionSets[issue.VersionSet].Select(version => snapshot.Versions[version]!.Name).Order(StringComparer.Ordinal)]);
}

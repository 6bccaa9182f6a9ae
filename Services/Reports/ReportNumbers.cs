using Markdwell.Models;

namespace Markdwell.Services.Reports;

/// <param name="Issues">With checklists.</param>
/// <param name="Total">Items.</param>
/// <param name="RequiredOpen">Open items that are not optional.</param>
/// <param name="IssuesWithRequiredOpen">Issues that have any of those.</param>
public sealed record ProgressSum(int Issues, long Total, long Done, long RequiredOpen, int IssuesWithRequiredOpen)
{
    public static ProgressSum None { get; } = new(0, 0, 0, 0, 0);

    public long Open => Total - Done;

    /// <summary>Full only when all is done.</summary>
    public int Percent => Total == 0 ? 0 : (int)(Done * 100 / Total);

    public static ProgressSum operator +(ProgressSum a, ProgressSum b) => new(
        a.Issues + b.Issues, a.Total + b.Total, a.Done + b.Done, a.RequiredOpen + b.RequiredOpen, a.IssuesWithRequiredOpen + b.IssuesWithRequiredOpen);
}

/// <summary>How far issues are.</summary>
public enum ProgressBand
{
    Nothing,
    Begun,
    NearlyHalf,
    OverHalf,
    NearlyAll,
    All,
}

/// <summary>How long ago issues were created.</summary>
public enum AgeBand
{
    Week,
    Month,
    Quarter,
    Older,
}

public sealed record BandSum(ProgressBand Band, ProgressSum Sum);

public sealed record AgeSum(AgeBand Age, ProgressSum Sum);

/// <param name="AssigneeId">Null for nobody.</param>
public sealed record AssigneeSum(string? AssigneeId, ProgressSum Sum);

/// <param name="VersionId">Null for none.</param>
public sealed record VersionSum(string? VersionId, string? Name, ProgressSum Sum);

/// <summary>All that a report says but for the list of issues.</summary>
/// <param name="Assignees">Those with the most open items; at most <see cref="MostRows"/>.</param>
/// <param name="Versions">Likewise. An issue of several versions counts in each.</param>
/// <param name="At">When the rows were read that this was counted from.</param>
public sealed record ReportNumbers(
    IReadOnlyList<BandSum> Bands, IReadOnlyList<AssigneeSum> Assignees, IReadOnlyList<VersionSum> Versions, IReadOnlyList<AgeSum> Ages, DateTimeOffset At)
{
    /// <summary>Of assignees and of versions.</summary>
    public const int MostRows = 50;

    public ProgressSum All { get; } = Bands.Aggregate(ProgressSum.None, (sum, band) => sum + band.Sum);
}

/// <summary>An issue in the list of issues.</summary>
/// <param name="Versions">Names.</param>
public sealed record ReportRow(
    string IssueId, string Key, string? AssigneeId, StatusCategory Status, int Total, int Done, int Mandatory, int MandatoryDone, DateTime CreatedAt, IReadOnlyList<string> Versions)
{
    public int Open => Total - Done;

    public int RequiredOpen => Mandatory - MandatoryDone;

    public int Percent => Done * 100 / Total;
}

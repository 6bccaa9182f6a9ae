using Markdwell.Models;

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>
/// A project's issues with checklists as they were at one moment. Nothing changes it, so all viewers share it and what each of them asks
/// is one pass over an array. Assignees, levels and versions are places in tables, of which the first is for "none".
/// </summary>
/// <param name="Issues">By number.</param>
/// <param name="VersionSets">Each combination of versions that an issue has, as places in the table of versions.</param>
/// <param name="IsTooLarge">There are more issues than are kept in memory, so none is.</param>
internal sealed record ProjectSnapshot(
    DateTimeOffset At, WalkStage Walk, SnapshotIssue[] Issues, string?[] Assignees, string?[] Levels, SnapshotVersion?[] Versions, int[][] VersionSets, bool IsTooLarge = false)
{
    public static ProjectSnapshot TooLarge(DateTimeOffset at, WalkStage walk) => new(at, walk, [], [], [], [], [], IsTooLarge: true);
}

internal readonly struct SnapshotIssue
{
    public required long Id { get; init; }

    public required string Key { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required int Number { get; init; }

    public required int Assignee { get; init; }

    public required int Level { get; init; }

    public required int VersionSet { get; init; }

    public required int Total { get; init; }

    public required int Done { get; init; }

    public required int Mandatory { get; init; }

    public required int MandatoryDone { get; init; }

    public required StatusCategory Status { get; init; }

    public int Open => Total - Done;

    public int RequiredOpen => Mandatory - MandatoryDone;

    public int Percent => Done * 100 / Total;
}

internal sealed record SnapshotVersion(string Id, string Name);

namespace Markdwell.Services.Reports;

/// <summary>Which issues of a project somebody may see, as far as Jira was asked; see docs/report.md for what of it is proved.</summary>
/// <param name="HasUnsecured">Those without a security level.</param>
/// <param name="Levels">The ids of security levels whose issues may be seen.</param>
/// <param name="Refused">Issues of those classes that may not.</param>
/// <param name="IsPartial">A class of issues is left out although the viewer may see some of it.</param>
public sealed record VisibleIssues(string ProjectId, bool HasUnsecured, IReadOnlyList<string> Levels, IReadOnlyList<string> Refused, bool IsPartial)
{
    /// <summary>When Jira was asked.</summary>
    public WalkStage Walk { get; init; }
}

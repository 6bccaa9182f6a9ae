using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes.Properties;

/// <summary>
/// What Jira shows beside the panel's name, from an issue property that is named after the panel.
/// https://developer.atlassian.com/cloud/jira/platform/modules/issue-context/
/// </summary>
public sealed record PanelStatus(string Type, PanelStatus.Lozenge Value)
{
    /// <summary>The panel's key in the descriptor.</summary>
    public const string ModuleKey = "markdwell-note";

    public static string KeyFor(string appKey) => $"com.atlassian.jira.issue:{appKey}:{ModuleKey}:status";

    /// <returns>Null without items, for which nothing is shown.</returns>
    public static PanelStatus? Of(Progress progress) =>
        progress.Total == 0 ? null
        : progress.Open == 0 ? new("lozenge", new("Done", "success"))
        : new("lozenge", new($"{progress.Done}/{progress.Total}", "inprogress"));

    /// <param name="Type">The colour.</param>
    public sealed record Lozenge(string Label, string Type);
}

using System.Collections.Immutable;
using System.Text.Json;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Changes;

/// <summary>How an issue is to be; what is not said stays as it is.</summary>
/// <param name="Assignee">A handle; empty for nobody.</param>
/// <param name="FixVersions">Names of versions of the project.</param>
/// <param name="Security">The name of a security level of the project; empty for none.</param>
/// <param name="AgeDays">How long ago it was made. Only of a new issue, as are project, description and properties.</param>
internal sealed record IssueWish(
    string? Summary, string? Status = null, string? Assignee = null, string[]? FixVersions = null, string? Security = null,
    string? Project = null, string? Description = null, Dictionary<string, JsonElement>? Properties = null, int AgeDays = 0, string? As = null)
{
    public ImmutableList<ProjectVersion> VersionsOf(Project project) =>
        [.. (project.Versions ?? []).Where(version => FixVersions?.Contains(version.Name, StringComparer.Ordinal) == true)];

    public SecurityLevel? LevelOf(Project project) => project.SecurityLevels?.FirstOrDefault(level => level.Name == Security);
}

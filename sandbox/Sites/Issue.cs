using System.Collections.Immutable;

namespace Markdwell.Sandbox.Sites;

internal sealed record Project(
    string Id, string Key, string Name, IReadOnlyList<ProjectVersion>? Versions = null, IReadOnlyList<SecurityLevel>? SecurityLevels = null);

internal sealed record ProjectVersion(string Id, string Name);

/// <summary>The only way in which Jira hides an issue from people who may see its project.</summary>
/// <param name="Readers">Handles.</param>
internal sealed record SecurityLevel(string Id, string Name, IReadOnlyList<string> Readers);

internal sealed class Issue(string id, string key, Project project) : Guarded
{
    public static readonly IReadOnlyList<string> Statuses = ["To Do", "In Progress", "Done"];

    public string Id => id;

    public string Key { get; private set; } = key;

    public Project Project { get; private set; } = project;

    /// <summary>Those it had in other projects. They lead to it for ever.</summary>
    public ImmutableList<string> FormerKeys { get; private set; } = [];

    public required string Summary { get; set; }

    public string Description { get; set; } = "";

    public string Type { get; init; } = "Task";

    public string Status { get; set; } = Statuses[0];

    public Person? Assignee { get; set; }

    public ImmutableList<ProjectVersion> FixVersions { get; set; } = [];

    public SecurityLevel? Security
    {
        get;
        set => (field, Readers) = (value, value?.Readers);
    }

    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    public DateTimeOffset Updated { get; set; } = DateTimeOffset.UtcNow;

    public Properties Properties { get; } = new();

    public Comments Comments { get; } = new();

    public bool IsCalled(string? idOrKey) =>
        Id == idOrKey || string.Equals(Key, idOrKey, StringComparison.OrdinalIgnoreCase) || FormerKeys.Contains(idOrKey ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>The id stays, the key is another; versions and security levels are the old project's.</summary>
    public void Move(Project to, string newKey) => (FormerKeys, Key, Project, FixVersions, Security) = (FormerKeys.Add(Key), newKey, to, [], null);
}

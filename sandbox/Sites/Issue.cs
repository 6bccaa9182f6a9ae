using System.Collections.Immutable;

namespace Markdwell.Sandbox.Sites;

internal sealed record Project(string Id, string Key, string Name);

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

    public DateTimeOffset Created { get; } = DateTimeOffset.UtcNow;

    public DateTimeOffset Updated { get; set; } = DateTimeOffset.UtcNow;

    public Properties Properties { get; } = new();

    public Comments Comments { get; } = new();

    public bool IsCalled(string? idOrKey) =>
        Id == idOrKey || FormerKeys.Add(Key).Contains(idOrKey ?? "", StringComparer.OrdinalIgnoreCase);

    /// <summary>The id stays, the key is another.</summary>
    public void Move(Project to, string newKey) => (FormerKeys, Key, Project) = (FormerKeys.Add(Key), newKey, to);
}

using System.Globalization;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>An issue as Jira tells about it: of its fields and properties only those that were asked for.</summary>
internal static class IssueDescription
{
    private const int MostProperties = 5;

    /// <param name="fields">Names, <c>*all</c>, or names with a minus; <c>id</c> alone has no fields.</param>
    /// <param name="properties">Keys, or <c>*all</c>.</param>
    public static object Of(Tenant tenant, Issue issue, IReadOnlyList<string> fields, IReadOnlyList<string> properties)
    {
        if (fields is ["id"] && properties.Count == 0)
        {
            return new { id = issue.Id };
        }
        var isAll = fields.Any(field => field.StartsWith('*'));
        return new
        {
            id = issue.Id,
            key = issue.Key,
            self = $"{tenant.BaseUrl}/rest/api/3/issue/{issue.Id}",
            fields = Fields(issue)
                .Where(field => isAll ? !fields.Contains("-" + field.Key, StringComparer.Ordinal) : fields.Contains(field.Key, StringComparer.Ordinal))
                .ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal),
            properties = properties.Count == 0 ? null : issue.Properties.All
                .Where(p => properties.Contains(p.Key, StringComparer.Ordinal) || properties.Contains("*all", StringComparer.Ordinal))
                .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>Lists come with commas, or several times.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<string>? sent, params string[] otherwise) =>
        sent?.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList() is { Count: > 0 } names ? names : otherwise;

    public static Refusal? Refuse(IReadOnlyList<string> properties) =>
        properties.Count > MostProperties ? new Refusal(400, $"at most {MostProperties} properties can be asked for") : null;

    private static Dictionary<string, object?> Fields(Issue issue) => new(StringComparer.Ordinal)
    {
        ["summary"] = issue.Summary,
        ["description"] = Adf(issue.Description),
        ["issuetype"] = new { id = "10001", name = issue.Type },
        ["project"] = new { id = issue.Project.Id, key = issue.Project.Key, name = issue.Project.Name },
        ["status"] = Status(issue.Status),
        ["assignee"] = issue.Assignee is { } person ? PermissionEndpoints.Describe(person) : null,
        ["fixVersions"] = issue.FixVersions.Select(version => new { id = version.Id, name = version.Name, archived = false, released = false }),
        ["security"] = issue.Security is { } level ? new { id = level.Id, name = level.Name, description = "" } : null,
        ["created"] = Moment(issue.Created),
        ["updated"] = Moment(issue.Updated),
    };

    /// <summary>Jira writes no colon into the offset, which ISO 8601 allows and many readers do not.</summary>
    public static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    private static object Status(string name) => new
    {
        id = (1 + Issue.Statuses.ToList().IndexOf(name)).ToString(CultureInfo.InvariantCulture),
        name,
        statusCategory = name switch
        {
            "Done" => new { key = "done", name = "Done" },
            "To Do" => new { key = "new", name = "To Do" },
            _ => new { key = "indeterminate", name = "In Progress" },
        },
    };

    private static object Adf(string text) => new
    {
        type = "doc",
        version = 1,
        content = new[] { new { type = "paragraph", content = new[] { new { type = "text", text } } } },
    };
}

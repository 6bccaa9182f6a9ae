using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>The issues of a site that a query finds, see <see cref="Query"/>.</summary>
internal static class Jql
{
    /// <exception cref="FormatException">The query is beyond this sandbox, or wrong.</exception>
    public static IEnumerable<Issue> Find(Site site, Person viewer, string text)
    {
        // The only function understood; it stands for a value.
        var query = text.Replace("currentUser()", $"\"{viewer.AccountId}\"", StringComparison.OrdinalIgnoreCase);
        var fits = Query.Read<Issue>(query, name => Field(name, site.Jira.Descriptor));
        return site.Issues.Where(issue => issue.LetsRead(viewer) && fits(issue));
    }

    private static Field<Issue>? Field(string name, Descriptor? app) => name.ToLowerInvariant() switch
    {
        "project" => new(issue => [issue.Project.Key, issue.Project.Name, issue.Project.Id]),
        "key" or "issuekey" or "issue" => new(issue => [issue.Key, issue.Id]),
        "id" => new(issue => [issue.Id]),
        "status" or "statuscategory" => new(issue => [issue.Status]),
        "fixversion" => new(issue => issue.FixVersions.SelectMany(version => new[] { version.Id, version.Name })),
        "level" => new(issue => issue.Security is { } level ? [level.Id, level.Name] : []),
        "assignee" => new(issue => issue.Assignee?.AccountId is { } account ? [account] : []),
        _ => Extraction.Find(app, "jiraEntityProperties", name, "issue.property")?.Of<Issue>(issue => issue.Properties),
    };
}

using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

internal static class IssueEndpoints
{
    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapGet("/issue/{idOrKey}", (Caller caller, string idOrKey, string? properties) => caller.Issue(idOrKey) is { } issue
            ? Results.Ok(Describe(caller.Tenant, issue, properties is not null))
            : Refusal.NotFound);
        jira.MapPut("/issue/{idOrKey}", Change);
        jira.MapGet("/project/{idOrKey}", (Caller caller, string idOrKey) => caller.Site.Project(idOrKey) is { } project && caller.Person.IsKnown
            ? Results.Ok(new { id = project.Id, key = project.Key, name = project.Name })
            : Refusal.NotFound);
    }

    public static object Describe(Tenant tenant, Issue issue, bool withProperties) => new
    {
        id = issue.Id,
        key = issue.Key,
        self = $"{tenant.BaseUrl}/rest/api/3/issue/{issue.Id}",
        fields = new
        {
            summary = issue.Summary,
            description = Adf(issue.Description),
            issuetype = new { id = "10001", name = issue.Type },
            project = new { id = issue.Project.Id, key = issue.Project.Key, name = issue.Project.Name },
            status = Status(issue.Status),
            assignee = issue.Assignee is { } person ? new { accountId = person.AccountId, displayName = person.Name } : null,
            fixVersions = Array.Empty<object>(),
            created = issue.Created,
            updated = issue.Updated,
        },
        properties = withProperties ? issue.Properties.All.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal) : null,
    };

    public static object Status(string name) => new
    {
        id = (1 + Issue.Statuses.ToList().IndexOf(name)).ToString(),
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

    private static IResult Change(Caller caller, string idOrKey, Sent sent, Desk desk)
    {
        if (caller.Issue(idOrKey) is not { } issue)
        {
            return Refusal.NotFound;
        }
        if (!issue.LetsEdit(caller.Person))
        {
            return new Refusal(403, "you may not edit this issue");
        }
        desk.Change(caller.Site, issue, caller.Person, summary: sent.Fields?.Summary);
        return Results.NoContent();
    }

    private sealed record Sent(SentFields? Fields);

    private sealed record SentFields(string? Summary);
}

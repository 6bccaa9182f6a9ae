using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>Issues and their properties.</summary>
internal static class IssueControl
{
    public static void Map(IEndpointRouteBuilder issues)
    {
        issues.MapGet("/{key}", (string site, string key, World world) => Describe(world.IssueOf(site, key)));
        issues.MapPost("", (string site, IssueWish wish, World world, Desk desk) =>
            Describe(desk.Create(world.Site(site), wish.Project is { } project ? world.ProjectOf(site, project) : world.Site(site).Projects[0], wish, Target.PersonOf(wish.As))));
        issues.MapPut("/{key}", Change);
        issues.MapDelete("/{key}", (string site, string key, World world, Desk desk) =>
            desk.Delete(world.Site(site), world.IssueOf(site, key), Person.Alice));
        issues.MapPost("/{key}/move", (string site, string key, Destination to, World world, Desk desk) =>
        {
            desk.Move(world.Site(site), world.IssueOf(site, key), world.ProjectOf(site, to.Project), Person.Alice);
            return Describe(world.IssueOf(site, key));
        });
        issues.MapGet("/{key}/properties/{name}", (string site, string key, string name, World world) =>
            world.IssueOf(site, key).Properties.Find(name) is { } property ? Results.Ok(property.Value) : Results.NotFound());
        issues.MapPut("/{key}/properties/{name}", (string site, string key, string name, JsonElement value, World world, Desk desk) =>
            desk.Put(world.Site(site), world.IssueOf(site, key), name, value, Person.Alice));
        issues.MapDelete("/{key}/properties/{name}", (string site, string key, string name, World world, Desk desk) =>
            desk.Remove(world.Site(site), world.IssueOf(site, key), name) ? Results.NoContent() : Results.NotFound());
        issues.MapGet("/{key}/comments", (string site, string key, World world) => world.IssueOf(site, key).Comments.All);
    }

    private static IResult Change(string site, string key, IssueWish wish, World world, Desk desk)
    {
        var issue = world.IssueOf(site, key);
        if (wish.Status is { } status && !Issue.Statuses.Contains(status, StringComparer.Ordinal))
        {
            return Results.BadRequest(new { message = "Statuses are " + string.Join(", ", Issue.Statuses) });
        }
        desk.Change(world.Site(site), issue, Target.PersonOf(wish.As), wish);
        return Results.Ok(Describe(issue));
    }

    private static object Describe(Issue issue) => new
    {
        issue.Id,
        issue.Key,
        issue.Summary,
        issue.Status,
        assignee = issue.Assignee?.Handle,
        fixVersions = issue.FixVersions.Select(version => version.Name),
        security = issue.Security?.Name,
        properties = issue.Properties.All.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
        comments = issue.Comments.All,
    };

    private sealed record Destination(string Project);
}

using Markdwell.Sandbox.Changes;

namespace Markdwell.Sandbox.Rest.Jira;

internal static class IssueEndpoints
{
    public static void Map(IEndpointRouteBuilder jira)
    {
        jira.MapGet("/issue/{idOrKey}", Get);
        jira.MapPut("/issue/{idOrKey}", Change);
        jira.MapGet("/project/{idOrKey}", (Caller caller, string idOrKey) => caller.Site.Project(idOrKey) is { } project && caller.Person.IsKnown
            ? Results.Ok(new { id = project.Id, key = project.Key, name = project.Name })
            : Refusal.NotFound);
        jira.MapGet("/project/{idOrKey}/versions", (Caller caller, string idOrKey) => caller.Site.Project(idOrKey) is { } project && caller.Person.IsKnown
            ? Results.Ok((project.Versions ?? []).Select(version => new { id = version.Id, name = version.Name, archived = false, released = false }))
            : Refusal.NotFound);
    }

    private static IResult Get(Caller caller, string idOrKey, string[]? fields, string[]? properties)
    {
        var keys = IssueDescription.Names(properties);
        return caller.Issue(idOrKey) is not { } issue ? Refusal.NotFound
            : IssueDescription.Refuse(keys) ?? Results.Ok(IssueDescription.Of(caller.Tenant, issue, IssueDescription.Names(fields, "*all"), keys));
    }

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
        desk.Change(caller.Site, issue, caller.Person, new IssueWish(sent.Fields?.Summary));
        return Results.NoContent();
    }

    private sealed record Sent(SentFields? Fields);

    private sealed record SentFields(string? Summary);
}

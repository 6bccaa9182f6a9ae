using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Comments of issues, in ADF, and what apps keep beside them.</summary>
internal static class CommentEndpoints
{
    private const int Most = 5000;

    public static void Map(IEndpointRouteBuilder jira)
    {
        var comments = jira.MapGroup("/issue/{idOrKey}/comment");
        comments.MapGet("", List);
        comments.MapPost("", Create);
        comments.MapGet("/{id}", (Caller caller, string idOrKey, string id) =>
            caller.Issue(idOrKey)?.Comments.Find(id) is { } comment ? Results.Ok(Describe(comment)) : Refusal.NotFound);
        comments.MapPut("/{id}", Change);
        comments.MapDelete("/{id}", Remove);
        jira.MapGet("/comment/{id}/properties", (Caller caller, string id) => Find(caller, id) is { } comment
            ? Results.Ok(new { keys = comment.Properties.All.Select(p => new { key = p.Key }) })
            : Refusal.NotFound);
        jira.MapGet("/comment/{id}/properties/{key}", (Caller caller, string id, string key) => Find(caller, id)?.Properties.Find(key) is { } property
            ? Results.Ok(new { key = property.Key, value = property.Value })
            : Refusal.NotFound);
    }

    private static IResult List(Caller caller, string idOrKey, string? orderBy, int startAt = 0, int maxResults = Most)
    {
        if (caller.Issue(idOrKey) is not { } issue)
        {
            return Refusal.NotFound;
        }
        if (orderBy is not (null or "created" or "+created" or "-created"))
        {
            return new Refusal(400, "comments are ordered by created, +created or -created");
        }
        var (all, size) = (issue.Comments.All, Math.Clamp(maxResults, 0, Most));
        var inOrder = orderBy == "-created" ? all.Reverse() : all;
        return Results.Ok(new { startAt, maxResults = size, total = all.Count, comments = inOrder.Skip(startAt).Take(size).Select(Describe) });
    }

    private static IResult Create(Caller caller, string idOrKey, Sent sent, Events events)
    {
        if (caller.Issue(idOrKey) is not { } issue || !caller.Person.IsKnown)
        {
            return Refusal.NotFound;
        }
        if (Refuse(sent) is { } refusal)
        {
            return refusal;
        }
        var comment = issue.Comments.Add(sent.Body, caller.Person);
        sent.Keep(comment, caller.Person);
        events.Comment("comment_created", caller.Tenant, issue, comment);
        return Results.Created((string?)null, Describe(comment));
    }

    private static IResult Change(Caller caller, string idOrKey, string id, Sent sent, Events events)
    {
        if (caller.Issue(idOrKey) is not { } issue || Refuse(sent) is not null || issue.Comments.Change(id, sent.Body) is not { } comment)
        {
            return Refuse(sent) ?? Refusal.NotFound;
        }
        sent.Keep(comment, caller.Person);
        events.Comment("comment_updated", caller.Tenant, issue, comment);
        return Results.Ok(Describe(comment));
    }

    private static IResult Remove(Caller caller, string idOrKey, string id, Events events)
    {
        if (caller.Issue(idOrKey) is not { } issue || issue.Comments.Find(id) is not { } comment || !issue.Comments.Remove(id))
        {
            return Refusal.NotFound;
        }
        events.Comment("comment_deleted", caller.Tenant, issue, comment);
        return Results.NoContent();
    }

    private static Comment? Find(Caller caller, string id) =>
        caller.Site.Issues.Where(issue => issue.LetsRead(caller.Person)).Select(issue => issue.Comments.Find(id)).FirstOrDefault(comment => comment is not null);

    private static Refusal? Refuse(Sent sent) =>
        sent.Body.ValueKind == JsonValueKind.Object && sent.Body.TryGetProperty("type", out var type) && type.ValueEquals("doc")
            ? null : new Refusal(400, "the body must be a document in ADF");

    private static object Describe(Comment comment) => new
    {
        id = comment.Id,
        author = PermissionEndpoints.Describe(comment.By),
        body = comment.Body,
        created = IssueDescription.Moment(comment.At),
        updated = IssueDescription.Moment(comment.UpdatedAt),
    };

    private sealed record Sent(JsonElement Body, SentProperty[]? Properties)
    {
        public void Keep(Comment comment, Person by)
        {
            foreach (var property in Properties ?? [])
            {
                comment.Properties.Put(property.Key, property.Value, by);
            }
        }
    }

    private sealed record SentProperty(string Key, JsonElement Value);
}

using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Comments of issues, in ADF.</summary>
internal static class CommentEndpoints
{
    public static void Map(IEndpointRouteBuilder jira)
    {
        var comments = jira.MapGroup("/issue/{idOrKey}/comment");
        comments.MapGet("", (Caller caller, string idOrKey) => caller.Issue(idOrKey) is { } issue
            ? Results.Ok(new { startAt = 0, maxResults = 5000, total = issue.Comments.All.Count, comments = issue.Comments.All.Select(Describe) })
            : Refusal.NotFound);
        comments.MapPost("", Create);
        comments.MapGet("/{id}", (Caller caller, string idOrKey, string id) =>
            caller.Issue(idOrKey)?.Comments.Find(id) is { } comment ? Results.Ok(Describe(comment)) : Refusal.NotFound);
        comments.MapPut("/{id}", Change);
        comments.MapDelete("/{id}", (Caller caller, string idOrKey, string id) =>
            caller.Issue(idOrKey)?.Comments.Remove(id) == true ? Results.NoContent() : Refusal.NotFound);
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
        events.Comment("comment_created", caller.Tenant, issue, comment);
        return Results.Created((string?)null, Describe(comment));
    }

    private static IResult Change(Caller caller, string idOrKey, string id, Sent sent, Events events)
    {
        if (caller.Issue(idOrKey) is not { } issue || Refuse(sent) is not null || issue.Comments.Change(id, sent.Body) is not { } comment)
        {
            return Refuse(sent) ?? Refusal.NotFound;
        }
        events.Comment("comment_updated", caller.Tenant, issue, comment);
        return Results.Ok(Describe(comment));
    }

    private static Refusal? Refuse(Sent sent) =>
        sent.Body.ValueKind == JsonValueKind.Object && sent.Body.TryGetProperty("type", out var type) && type.ValueEquals("doc")
            ? null : new Refusal(400, "the body must be a document in ADF");

    private static object Describe(Comment comment) => new
    {
        id = comment.Id,
        author = new { accountId = comment.By.AccountId, displayName = comment.By.Name },
        body = comment.Body,
        created = comment.At,
        updated = comment.At,
    };

    private sealed record Sent(JsonElement Body);
}

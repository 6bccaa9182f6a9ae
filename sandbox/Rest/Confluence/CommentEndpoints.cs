using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Footer comments of pages.</summary>
internal static class CommentEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/api/v2/pages/{id}/footer-comments", List);
        var comments = wiki.MapGroup("/api/v2/footer-comments");
        comments.MapPost("", Create);
        comments.MapGet("/{id}", (Caller caller, string id) => Find(caller, id) is var (page, comment) ? Results.Ok(Describe(page, comment)) : Refusal.NotFound);
        comments.MapPut("/{id}", Change);
        comments.MapDelete("/{id}", (Caller caller, string id) =>
            Find(caller, id) is var (page, comment) && page.Comments.Remove(comment.Id) ? Results.NoContent() : Refusal.NotFound);
    }

    private static IResult List(Caller caller, string id) => caller.Page(id) is not { } page ? Refusal.NotFound
        : Results.Ok(new { results = page.Comments.All.Select(c => Describe(page, c)), _links = new { @base = caller.Tenant.BaseUrl } });

    private static IResult Create(Caller caller, Sent sent, Events events)
    {
        if (sent.PageId is null || caller.Page(sent.PageId) is not { } page)
        {
            return Refusal.NotFound;
        }
        if (sent.Body.ValueKind != JsonValueKind.Object)
        {
            return new Refusal(400, "a comment needs a body with representation and value");
        }
        var comment = page.Comments.Add(sent.Body, caller.Person);
        events.Comment("comment_created", caller.Tenant, page, comment);
        return Results.Ok(Describe(page, comment));
    }

    private static IResult Change(Caller caller, string id, Sent sent, Events events)
    {
        if (Find(caller, id) is not var (page, old))
        {
            return Refusal.NotFound;
        }
        if (sent.Version?.Number != old.Version + 1)
        {
            return new Refusal(409, $"the comment is at version {old.Version}; {sent.Version?.Number} was sent");
        }
        var comment = page.Comments.Change(id, sent.Body)!;
        events.Comment("comment_updated", caller.Tenant, page, comment);
        return Results.Ok(Describe(page, comment));
    }

    private static (Page Page, Comment Comment)? Find(Caller caller, string id) => caller.Site.Pages
        .Where(p => p.LetsRead(caller.Person))
        .Select(p => p.Comments.Find(id) is { } comment ? (p, comment) : ((Page, Comment)?)null)
        .FirstOrDefault(found => found is not null);

    private static object Describe(Page page, Comment comment) => new
    {
        id = comment.Id,
        status = "current",
        title = "Re: " + page.Title,
        pageId = page.Id,
        version = new { number = comment.Version, createdAt = comment.At, authorId = comment.By.AccountId },
        body = new { storage = comment.Body },
        _links = new { webui = $"/pages/{page.Id}#comment-{comment.Id}" },
    };

    private sealed record Sent(string? PageId, JsonElement Body, SentVersion? Version);

    private sealed record SentVersion(int Number);
}

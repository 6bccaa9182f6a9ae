using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Footer comments of pages, and answers to them.</summary>
internal static class CommentEndpoints
{
    private const string Shown = "storage";
    private const int Most = 250;

    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/api/v2/pages/{id}/footer-comments", List);
        var comments = wiki.MapGroup("/api/v2/footer-comments");
        comments.MapPost("", Create);
        comments.MapGet("/{id}", (Caller caller, string id, [AsParameters] Query query) =>
            Find(caller, id) is var (page, comment) ? Results.Ok(Describe(page, comment, query.Format)) : Refusal.NotFound);
        comments.MapGet("/{id}/children", (Caller caller, string id, [AsParameters] Query query) =>
            Find(caller, id) is var (page, _) ? Under(caller, page, id, query) : Refusal.NotFound);
        comments.MapPut("/{id}", Change);
        comments.MapDelete("/{id}", Remove);
    }

    private static IResult List(Caller caller, string id, [AsParameters] Query query) =>
        caller.Page(id) is { } page ? Under(caller, page, null, query) : Refusal.NotFound;

    private static IResult Under(Caller caller, Page page, string? parentId, Query query)
    {
        IEnumerable<Comment> all = page.Comments.All.Where(comment => comment.ParentId == parentId);
        switch (query.Sort)
        {
            case null or "created-date":
                break;
            case "-created-date":
                all = all.Reverse();
                break;
            case "modified-date":
                all = all.OrderBy(comment => comment.UpdatedAt);
                break;
            case "-modified-date":
                all = all.OrderByDescending(comment => comment.UpdatedAt);
                break;
            default:
                return new Refusal(400, "comments are sorted by created-date or modified-date, with a minus or without");
        }
        var (from, size) = (int.TryParse(query.Cursor, out var at) ? at : 0, Math.Clamp(query.Limit, 1, Most));
        var found = all.Skip(from).Take(size + 1).ToList();
        var path = parentId is null ? $"/wiki/api/v2/pages/{page.Id}/footer-comments" : $"/wiki/api/v2/footer-comments/{parentId}/children";
        return Results.Ok(new
        {
            results = found.Take(size).Select(comment => Describe(page, comment, query.Format)),
            _links = new { next = found.Count > size ? $"{path}?limit={size}&cursor={from + size}" : null, @base = caller.Tenant.BaseUrl },
        });
    }

    private static IResult Create(Caller caller, Sent sent, Events events)
    {
        if (sent.PageId is null == sent.ParentCommentId is null)
        {
            return new Refusal(400, "a comment belongs to a page or answers a comment: one of the two");
        }
        var parent = sent.ParentCommentId is { } parentId ? Find(caller, parentId) : null;
        if ((parent?.Page ?? (sent.PageId is { } pageId ? caller.Page(pageId) : null)) is not { } page)
        {
            return Refusal.NotFound;
        }
        if (Refuse(sent) is { } refusal)
        {
            return refusal;
        }
        var comment = page.Comments.Add(sent.Body, caller.Person, sent.ParentCommentId);
        events.Comment("comment_created", caller.Tenant, page, comment);
        return Results.Ok(Describe(page, comment, Shown));
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
        if (Refuse(sent) is { } refusal)
        {
            return refusal;
        }
        var comment = page.Comments.Change(id, sent.Body)!;
        events.Comment("comment_updated", caller.Tenant, page, comment);
        return Results.Ok(Describe(page, comment, Shown));
    }

    private static IResult Remove(Caller caller, string id, Events events)
    {
        if (Find(caller, id) is not var (page, comment) || !page.Comments.Remove(id))
        {
            return Refusal.NotFound;
        }
        events.Comment("comment_removed", caller.Tenant, page, comment);
        return Results.NoContent();
    }

    private static Refusal? Refuse(Sent sent)
    {
        if (Module.Text(sent.Body, "representation") != Shown || Module.Text(sent.Body, "value") is not { } value)
        {
            return new Refusal(400, "a comment needs a body with representation (here: storage) and value");
        }
        try
        {
            Storage.Read(value);
            return null;
        }
        catch (System.Xml.XmlException e)
        {
            return new Refusal(400, "the body is no storage format: " + e.Message);
        }
    }

    private static (Page Page, Comment Comment)? Find(Caller caller, string id) => caller.Site.Pages
        .Where(p => p.LetsRead(caller.Person))
        .Select(p => p.Comments.Find(id) is { } comment ? (p, comment) : ((Page, Comment)?)null)
        .FirstOrDefault(found => found is not null);

    private static object Describe(Page page, Comment comment, string? format) => new
    {
        id = comment.Id,
        status = "current",
        title = "Re: " + page.Title,
        pageId = comment.ParentId is null ? page.Id : null,
        parentCommentId = comment.ParentId,
        version = new { number = comment.Version, createdAt = comment.UpdatedAt, authorId = comment.By.AccountId },
        body = format == Shown ? new { storage = comment.Body } : new object(),
        _links = new { webui = $"/pages/{page.Id}#comment-{comment.Id}" },
    };

    private sealed record Query(
        [property: FromQuery(Name = "body-format")] string? Format,
        [property: FromQuery] string? Sort,
        [property: FromQuery] string? Cursor,
        [property: FromQuery] int Limit = 25);

    private sealed record Sent(string? PageId, string? ParentCommentId, JsonElement Body, SentVersion? Version);

    private sealed record SentVersion(int Number);
}

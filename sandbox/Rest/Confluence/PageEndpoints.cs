using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Pages, in the second version of the API, and the corner of the first that has no successor.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/api/v2/pages", List);
        wiki.MapGet("/api/v2/pages/{id}", Get);
        wiki.MapGet("/rest/api/content/{id}", GetOld);
        wiki.MapGet("/rest/api/content/{id}/history/{version:int}/macro/id/{macroId}", MacroBody);
        wiki.MapPost("/rest/api/content/{id}/permission/check", MayDo).WithMetadata(new Needs(Scope.Read));
    }

    private static IResult List(Caller caller, [AsParameters] Query query) => Results.Ok(new
    {
        results = caller.Site.Pages.Where(p => p.LetsRead(caller.Person)).Select(p => Describe(p, p.Current, query.Format)),
        _links = new { @base = caller.Tenant.BaseUrl },
    });

    private static IResult Get(Caller caller, string id, [AsParameters] Query query, int version = 0)
    {
        // What lies in the trash is told about only to those who ask for it.
        var statuses = (query.Status ?? []).SelectMany(status => status.Split(','));
        if ((caller.Page(id) ?? (statuses.Contains("trashed", StringComparer.Ordinal) ? caller.Trashed(id) : null)) is not { } page)
        {
            return Refusal.NotFound;
        }
        var edition = query.Draft && page.Draft is { } draft && page.LetsEdit(caller.Person) ? draft : page.Edition(version);
        return edition is null ? Refusal.NotFound : Results.Ok(Describe(page, edition, query.Format, isTrashed: caller.Site.Trash.Contains(page)));
    }

    private static IResult GetOld(Caller caller, string id) => caller.Page(id) is not { } page ? Refusal.NotFound : Results.Ok(new
    {
        id = page.Id,
        type = "page",
        status = "current",
        title = page.Title,
        space = new { id = page.Space.Id, key = page.Space.Key, name = page.Space.Name },
        version = new { number = page.Current.Number, when = page.Current.At },
        body = new { storage = new { value = Storage.Write(page.Current.Blocks), representation = "storage" } },
        _links = new { @base = caller.Tenant.BaseUrl, webui = "/pages/" + page.Id },
    });

    // Only published versions know their macros: in the editor's preview this is a 404, as in real life.
    private static IResult MacroBody(Caller caller, string id, int version, string macroId) =>
        caller.Page(id)?.Edition(version)?.Macro(macroId) is not { } macro ? Refusal.NotFound : Results.Ok(new
        {
            name = macro.Name,
            body = macro.Body ?? "",
            parameters = macro.Parameters.ToDictionary(p => p.Key, p => new { value = p.Value }, StringComparer.Ordinal),
            _links = new { @base = caller.Tenant.BaseUrl, context = "/wiki" },
        });

    private static IResult MayDo(Caller caller, string id, Question question)
    {
        if (caller.Page(id) is not { } page)
        {
            return Refusal.NotFound;
        }
        var subject = question.Subject?.Identifier is { } account ? Person.ByAccount(account) : null;
        if (question.Subject is not { Type: "user" } || subject is null)
        {
            return new Refusal(400, "the subject is no user of this site");
        }
        return question.Operation switch
        {
            "read" => Results.Ok(new { hasPermission = page.LetsRead(subject), errors = Array.Empty<string>() }),
            "update" or "delete" or "create" => Results.Ok(new { hasPermission = page.LetsEdit(subject), errors = Array.Empty<string>() }),
            _ => new Refusal(400, "unknown operation"),
        };
    }

    private static object Describe(Page page, Edition edition, string? format, bool isTrashed = false) => new
    {
        id = page.Id,
        status = isTrashed ? "trashed" : edition == page.Draft ? "draft" : "current",
        title = edition.Title,
        spaceId = page.Space.Id,
        authorId = page.Editions[0].By.AccountId,
        createdAt = page.Editions[0].At,
        version = new { number = edition.Number, message = edition.Note ?? "", createdAt = edition.At, authorId = edition.By.AccountId, minorEdit = false },
        body = format == "storage" ? new { storage = new { value = Storage.Write(edition.Blocks), representation = "storage" } } : new object(),
        _links = new { webui = "/pages/" + page.Id, editui = $"/pages/{page.Id}/edit" },
    };

    private sealed record Query(
        [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "body-format")] string? Format,
        [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "status")] string[]? Status,
        [property: Microsoft.AspNetCore.Mvc.FromQuery(Name = "get-draft")] bool Draft = false);

    private sealed record Question(Subject? Subject, string? Operation);

    private sealed record Subject(string? Type, string? Identifier);
}

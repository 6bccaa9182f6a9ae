using System.Text.Json;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Content properties of pages: found by key, changed by id, and only by who has seen the current version.</summary>
internal static class PropertyEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        var properties = wiki.MapGroup("/api/v2/pages/{id}/properties");
        properties.MapGet("", List);
        properties.MapPost("", Create);
        properties.MapGet("/{propertyId}", (Caller caller, string id, string propertyId) =>
            caller.Page(id)?.Properties.ById(propertyId) is { } found ? Results.Ok(Describe(found)) : Refusal.NotFound);
        properties.MapPut("/{propertyId}", Change);
        properties.MapDelete("/{propertyId}", Remove);
    }

    private static IResult List(Caller caller, string id, string? key) => caller.Page(id) is not { } page ? Refusal.NotFound : Results.Ok(new
    {
        results = page.Properties.All.Where(p => key is null || p.Key == key).Select(Describe),
        _links = new { @base = caller.Tenant.BaseUrl },
    });

    private static IResult Create(Caller caller, string id, Sent sent) => Write(caller, id, sent, page => (sent.Key, 1));

    private static IResult Change(Caller caller, string id, string propertyId, Sent sent) =>
        Write(caller, id, sent, page => (page.Properties.ById(propertyId)?.Key, sent.Version?.Number ?? 0));

    private static IResult Write(Caller caller, string id, Sent sent, Func<Page, (string? Key, int Version)> place)
    {
        if (caller.Page(id) is not { } page)
        {
            return Refusal.NotFound;
        }
        if (!page.LetsEdit(caller.Person))
        {
            return new Refusal(403, "you may not edit this page");
        }
        var (key, version) = place(page);
        if (key is null)
        {
            return sent.Key is null ? new Refusal(400, "a property needs a key") : Refusal.NotFound;
        }
        if (sent.Value.ValueKind == JsonValueKind.Undefined || sent.Value.GetRawText().Length > Sites.Properties.MaxLength)
        {
            return new Refusal(400, $"the value must be JSON of at most {Sites.Properties.MaxLength} characters");
        }
        return page.Properties.Put(key, sent.Value, version, caller.Person) is { } saved
            ? Results.Ok(Describe(saved))
            : new Refusal(409, $"the property is at version {page.Properties.Find(key)?.Version}; {version} was sent");
    }

    private static IResult Remove(Caller caller, string id, string propertyId)
    {
        if (caller.Page(id) is not { } page || page.Properties.ById(propertyId) is not { } property)
        {
            return Refusal.NotFound;
        }
        if (!page.LetsEdit(caller.Person))
        {
            return new Refusal(403, "you may not edit this page");
        }
        page.Properties.Remove(property.Key);
        return Results.NoContent();
    }

    private static object Describe(Property property) => new
    {
        id = property.Id,
        key = property.Key,
        value = property.Value,
        version = new { number = property.Version, message = "", minorEdit = false, createdAt = property.At, authorId = property.By.AccountId },
    };

    private sealed record Sent(string? Key, JsonElement Value, SentVersion? Version);

    private sealed record SentVersion(int Number, string? Message);
}

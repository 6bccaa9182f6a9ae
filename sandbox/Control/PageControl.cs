using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>Pages: made, changed, copied, restored, thrown away.</summary>
internal static class PageControl
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{id}", (string site, string id, int? version, World world) => Describe(world.PageOf(site, id), version ?? 0));
        pages.MapPost("", Create);
        pages.MapPut("/{id}", Change);
        pages.MapDelete("/{id}", (string site, string id, World world, Desk desk) =>
            desk.Trash(world.Site(site), world.PageOf(site, id), Person.Alice));
        pages.MapPost("/{id}/copy", (string site, string id, World world, Desk desk) =>
        {
            var page = world.PageOf(site, id);
            return Describe(desk.Create(world.Site(site), "Copy of " + page.Title, page.Current.Blocks, Person.Alice, page.IsPublic, page.Readers), 0);
        });
        pages.MapPost("/{id}/restore/{version:int}", Restore);
        pages.MapPut("/{id}/macros/{macroId}", ChangeMacro);
        pages.MapPut("/{id}/attachments/{name}", Attach);
        pages.MapDelete("/{id}/attachments/{name}", (string site, string id, string name, World world, Desk desk) =>
            desk.Detach(world.Site(site), world.PageOf(site, id), name) ? Results.NoContent() : Results.NotFound());
        pages.MapGet("/{id}/properties", (string site, string id, World world) => world.PageOf(site, id).Properties.All);
        pages.MapPut("/{id}/properties/{key}", (string site, string id, string key, JsonElement value, World world) =>
            world.PageOf(site, id).Properties.Put(key, value, Person.Alice));
        pages.MapGet("/{id}/comments", (string site, string id, World world) => world.PageOf(site, id).Comments.All);
    }

    public static void MapTrash(IEndpointRouteBuilder trash)
    {
        trash.MapGet("", (string site, World world) => world.Site(site).Trash.Select(page => new { page.Id, page.Title }));
        trash.MapPost("/{id}/restore", (string site, string id, World world, Desk desk) =>
            desk.Restore(world.Site(site), world.TrashedPageOf(site, id), Person.Alice));
        trash.MapDelete("/{id}", (string site, string id, World world, Desk desk) =>
            desk.Purge(world.Site(site), world.TrashedPageOf(site, id), Person.Alice));
    }

    private static IResult Create(string site, Sent sent, World world, Desk desk) => sent.Read() is { } blocks
        ? Results.Ok(Describe(desk.Create(world.Site(site), sent.Title ?? "A new page", blocks, Target.PersonOf(sent.As), sent.Public, sent.Readers), 0))
        : NotStorage;

    private static IResult Change(string site, string id, Sent sent, World world, Desk desk)
    {
        var page = world.PageOf(site, id);
        if (sent.Read() is not { } blocks)
        {
            return NotStorage;
        }
        desk.Publish(world.Site(site), page, sent.Title ?? page.Title, blocks, Target.PersonOf(sent.As));
        return Results.Ok(Describe(page, 0));
    }

    private static IResult Restore(string site, string id, int version, World world, Desk desk)
    {
        var page = world.PageOf(site, id);
        if (page.Edition(version) is not { } old)
        {
            return Results.NotFound();
        }
        desk.Publish(world.Site(site), page, old.Title, old.Blocks, Person.Alice, $"Version {version} again");
        return Results.Ok(Describe(page, 0));
    }

    private static IResult ChangeMacro(string site, string id, string macroId, MacroSent sent, World world, Desk desk)
    {
        var page = world.PageOf(site, id);
        if (page.Current.Macro(macroId) is null)
        {
            return Results.NotFound();
        }
        Block Changed(Block block) => block is Macro macro && macro.Id == macroId
            ? macro with { Body = sent.Body ?? macro.Body, Parameters = sent.Parameters is { } given ? macro.Parameters.Clear().AddRange(given) : macro.Parameters }
            : block;
        desk.Publish(world.Site(site), page, page.Title, page.Current.Blocks.ConvertAll(Changed), Person.Alice);
        return Results.Ok(Describe(page, 0));
    }

    private static async Task<IResult> Attach(string site, string id, string name, HttpRequest request, World world, Desk desk)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, request.HttpContext.RequestAborted);
        var attachment = desk.Attach(world.Site(site), world.PageOf(site, id), name, request.ContentType ?? "text/plain", content.ToArray(), Person.Alice);
        return Results.Ok(new { attachment.Id, attachment.Version });
    }

    private static IResult NotStorage => Results.BadRequest(new { message = "The storage format cannot be read." });

    private static object? Describe(Page page, int version) => page.Edition(version) is not { } edition ? null : new
    {
        page.Id,
        edition.Title,
        version = edition.Number,
        hasDraft = page.Draft is not null,
        storage = Storage.Write(edition.Blocks),
        macros = edition.Macros.Select(m => new { m.Name, m.Id, m.Body, m.Parameters }),
    };

    /// <summary>Storage format, or simply one text for one macro.</summary>
    private sealed record Sent(string? Title, string? Storage, string? Markdown, string? As, string[]? Readers, bool Public = false)
    {
        public System.Collections.Immutable.ImmutableList<Block>? Read()
        {
            try
            {
                return Storage is null ? [Macro.Of(Markdown ?? "")] : Sites.Storage.Read(Storage);
            }
            catch (System.Xml.XmlException)
            {
                return null;
            }
        }
    }

    private sealed record MacroSent(string? Body, Dictionary<string, string>? Parameters);
}

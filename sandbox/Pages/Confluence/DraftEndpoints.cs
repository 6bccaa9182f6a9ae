using System.Collections.Immutable;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Pages.Confluence;

/// <summary>A block as the page editor holds it.</summary>
internal sealed record SentBlock(string? Html, SentMacro? Macro)
{
    public static SentBlock Of(Block block) => block is Macro macro
        ? new SentBlock(null, new SentMacro(macro.Name, macro.Id, macro.Parameters.ToDictionary(StringComparer.Ordinal), macro.Body, macro.IsRich))
        : new SentBlock(((Prose)block).Html, null);

    public Block Read() => Macro is { } macro
        ? new Macro(macro.Name, macro.Id, macro.Parameters.ToImmutableSortedDictionary(StringComparer.Ordinal), macro.Body, macro.IsRich)
        : new Prose(Html ?? "");
}

internal sealed record SentMacro(string Name, string Id, Dictionary<string, string> Parameters, string? Body, bool IsRich);

/// <summary>What the page editor saves: first to a draft, then, when asked, for everyone.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this WebApplication app)
    {
        var page = app.MapGroup("/-/pages/{id}");
        page.MapPut("/draft", (HttpContext http, string id, Sent sent) => WithPage(http, id, (_, found, person) =>
            found.Save(sent.Title, [.. sent.Blocks.Select(b => b.Read())], person)));
        page.MapDelete("/draft", (HttpContext http, string id) => WithPage(http, id, (_, found, _) => found.Discard()));
        page.MapPost("/publish", (HttpContext http, string id, Sent sent, Desk desk) => WithPage(http, id, (site, found, person) =>
            desk.Publish(site, found, sent.Title, [.. sent.Blocks.Select(b => b.Read())], person)));
    }

    private static IResult WithPage(HttpContext http, string id, Action<Site, Sites.Page, Person> act)
    {
        if (http.Site() is not { } site || site.Page(id) is not { } page || http.Viewer(site) is not { } person || !page.LetsEdit(person))
        {
            return Results.NotFound();
        }
        act(site, page, person);
        return Results.Ok(new { });
    }

    private sealed record Sent(string Title, SentBlock[] Blocks);
}

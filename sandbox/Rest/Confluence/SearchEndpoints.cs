using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Confluence;

/// <summary>Search by a small part of CQL, see <see cref="Query"/>.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder wiki)
    {
        wiki.MapGet("/rest/api/search", (Caller caller, string cql) => Search(caller, cql, page => new { content = Describe(page), title = page.Title }));
        wiki.MapGet("/rest/api/content/search", (Caller caller, string cql) => Search(caller, cql, Describe));
    }

    private static IResult Search(Caller caller, string cql, Func<Page, object> describe)
    {
        try
        {
            var fits = Query.Read<Page>(cql, name => Field(name, caller.Tenant.Descriptor));
            var found = caller.Site.Pages.Where(p => p.LetsRead(caller.Person) && fits(p)).Select(describe).ToList();
            return Results.Ok(new { results = found, start = 0, limit = found.Count, size = found.Count, _links = new { @base = caller.Tenant.BaseUrl } });
        }
        catch (FormatException e)
        {
            return new Refusal(400, e.Message);
        }
    }

    private static Field<Page>? Field(string name, Descriptor? app) => name.ToLowerInvariant() switch
    {
        "type" => new(_ => ["page"]),
        "id" or "content" => new(page => [page.Id]),
        "space" or "space.key" => new(page => [page.Space.Key]),
        "title" => new(page => [page.Title]),
        "macro" => new(page => page.Current.Macros.Select(m => m.Name)),
        "text" => new(page => page.Current.Blocks.OfType<Prose>().Select(p => p.Html).Append(page.Title)),
        _ => Extraction.Find(app, "confluenceContentProperties", name, "content.property")?.Of<Page>(page => page.Properties),
    };

    private static object Describe(Page page) => new { id = page.Id, type = "page", status = "current", title = page.Title };
}

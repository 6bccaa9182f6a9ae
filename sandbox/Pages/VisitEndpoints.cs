using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Pages;

/// <summary>What the scripts of our own pages ask for: signed addresses and tokens, always for the person this browser plays.</summary>
internal static class VisitEndpoints
{
    public static void MapVisits(this WebApplication app)
    {
        app.MapGet("/-/frame", (HttpContext http, [AsParameters] Question question) =>
            Read(http, question) is { } visit ? Results.Json(Frames.Extension(visit)) : Results.NotFound());
        app.MapGet("/-/token", (HttpContext http, [AsParameters] Question question) =>
            Read(http, question) is { } visit ? Results.Json(new { token = Frames.ContextToken(visit), context = visit.Context() }) : Results.NotFound());

        // The older address of a page, which apps use because it needs no space's name.
        app.MapGet("/wiki/pages/viewpage.action", (string pageId) => Results.LocalRedirect("/wiki/pages/" + Uri.EscapeDataString(pageId)));
    }

    private static Visit? Read(HttpContext http, Question question)
    {
        if (http.Site() is not { } site || !Enum.TryParse<Product>(question.Product, out var product))
        {
            return null;
        }
        var tenant = site.Tenant(product);
        var person = http.Viewer(site);
        var page = site.Page(question.Page);
        var issue = site.Issue(question.Issue);
        if (!tenant.IsOn || tenant.Descriptor?.Find(question.Module) is not { } module || page?.LetsRead(person) == false || issue?.LetsRead(person) == false)
        {
            return null;
        }
        var preview = question.Output == "preview" && page?.LetsEdit(person) == true ? page.Draft : null;
        var edition = preview ?? (int.TryParse(question.Version, out var version) ? page?.Edition(version) : null);
        return new Visit(tenant, module, person)
        {
            Page = page,
            Edition = edition,
            Macro = question.Macro is { Length: > 0 } macro ? (edition ?? page?.Current)?.Macro(macro) ?? Macro.Of("") with { Id = macro } : null,
            Issue = issue,
            Project = site.Project(question.Project),
            OutputType = question.Output ?? "display",
            IsEditor = question.Editor,
        };
    }

    private sealed record Question(
        string Product, string Module, string? Page, string? Version, string? Macro, string? Issue, string? Project, string? Output, bool Editor = false);
}

using System.Text.Json.Nodes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>The life of an installation, and signed addresses out of it.</summary>
internal static class InstallationControl
{
    public static void Map(IEndpointRouteBuilder product)
    {
        product.MapPost("/install", (string site, string product, string? descriptor, World world, Lifecycle lifecycle) =>
            Tell(lifecycle.Install(world.Tenant(site, product), descriptor)));
        product.MapPost("/rotate", (string site, string product, World world, Lifecycle lifecycle) => Tell(lifecycle.Rotate(world.Tenant(site, product))));
        product.MapPost("/uninstall", (string site, string product, World world, Lifecycle lifecycle) => Tell(lifecycle.Uninstall(world.Tenant(site, product))));
        product.MapPost("/enable", (string site, string product, World world, Lifecycle lifecycle) => Tell(lifecycle.Enable(world.Tenant(site, product))));
        product.MapPost("/disable", (string site, string product, World world, Lifecycle lifecycle) => Tell(lifecycle.Disable(world.Tenant(site, product))));
        product.MapPost("/rename", Rename);
        product.MapPost("/import", (string site, string product, Key key, World world, Lifecycle lifecycle) =>
            Tell(lifecycle.Import(world.Tenant(site, product), key.ClientKey)));
        product.MapPost("/webhooks/{name}", SendWebhook);
        product.MapPost("/url", Url);
    }

    private static Task<IResult> Rename(string site, string product, Name name, World world, Lifecycle lifecycle)
    {
        var tenant = world.Tenant(site, product);
        if (name.Host is { } host && !Site.Hosts.Contains(host, StringComparer.Ordinal))
        {
            return Task.FromResult(Results.BadRequest(new { message = "This machine is called " + string.Join(" or ", Site.Hosts) }));
        }
        (tenant.DisplayUrl, tenant.Site.Host) = (name.DisplayUrl, name.Host ?? tenant.Site.Host);
        return Tell(lifecycle.Rotate(tenant));
    }

    private static async Task<IResult> SendWebhook(string site, string product, string name, JsonNode? body, World world, Webhooks webhooks)
    {
        var tenant = world.Tenant(site, product);
        var hook = tenant.Descriptor?.Of("webhooks").FirstOrDefault(m => m.Text("event") == name);
        return hook is null ? Results.NotFound(new { message = $"The descriptor has no webhook {name}." }) : await Tell(webhooks.Send(tenant, hook, body));
    }

    private static IResult Url(string site, string product, Wish wish, World world)
    {
        var tenant = world.Tenant(site, product);
        var page = wish.Page is null ? null : world.PageOf(site, wish.Page);
        var edition = page?.Edition(wish.Version ?? 0);
        var visit = new Visit(tenant, tenant.ModuleOf(wish.Module), Target.PersonOf(wish.As))
        {
            Page = page,
            Edition = edition,
            Macro = wish.Macro is null ? null : edition?.Macro(wish.Macro) ?? Macro.Of("") with { Id = wish.Macro },
            Issue = wish.Issue is null ? null : world.IssueOf(site, wish.Issue),
            Project = wish.Project is null ? null : world.Site(site).Project(wish.Project),
            OutputType = wish.OutputType ?? "display",
            IsEditor = wish.Editor,
        };
        var age = TimeSpan.FromSeconds(wish.AgeSeconds ?? (wish.Expired ? 600 : 0));
        return Results.Ok(new { url = Frames.Address(visit, age), contextToken = Frames.ContextToken(visit, age) });
    }

    private static async Task<IResult> Tell(Task<Answer> call)
    {
        var answer = await call;
        return Results.Json(answer, Json.Web, statusCode: answer.IsGood ? 200 : 502);
    }

    private sealed record Name(string? DisplayUrl, string? Host);

    private sealed record Key(string? ClientKey);

    /// <summary>Which module, for whom, where.</summary>
    private sealed record Wish(
        string Module, string? As, string? Page, int? Version, string? Macro, string? Issue, string? Project, string? OutputType,
        bool Editor = false, bool Expired = false, int? AgeSeconds = null);
}

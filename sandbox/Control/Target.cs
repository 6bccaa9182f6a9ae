using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>Finds what a control call names, or says that it is not there.</summary>
internal static class Target
{
    public static Site Site(this World world, string key) => world.Find(key) ?? throw Missing("site", key);

    public static Tenant Tenant(this World world, string site, string product) =>
        Enum.TryParse<Product>(product, ignoreCase: true, out var known) ? world.Site(site).Tenant(known) : throw Missing("product", product);

    public static Page PageOf(this World world, string site, string id) => world.Site(site).Page(id) ?? throw Missing("page", id);

    public static Page TrashedPageOf(this World world, string site, string id) => world.Site(site).Trash.Find(page => page.Id == id) ?? throw Missing("page in the trash", id);

    public static Issue IssueOf(this World world, string site, string key) => world.Site(site).Issue(key) ?? throw Missing("issue", key);

    public static Project ProjectOf(this World world, string site, string key) => world.Site(site).Project(key) ?? throw Missing("project", key);

    public static Module ModuleOf(this Tenant tenant, string key) => tenant.Descriptor?.Find(key) ?? throw Missing("module", key);

    public static Person PersonOf(string? handle) => handle is null ? Person.Alice : Person.Find(handle) ?? throw Missing("person", handle);

    private static KeyNotFoundException Missing(string kind, string name) => new($"There is no {kind} {name} here.");
}

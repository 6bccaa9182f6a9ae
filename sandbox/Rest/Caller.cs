using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest;

/// <summary>Who calls REST, and where.</summary>
internal sealed record Caller(Site Site, Tenant Tenant, Person Person)
{
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Items[typeof(Caller)] as Caller ?? throw new InvalidOperationException("The gate was not passed."));

    /// <summary>The page, unless it is not there or this caller may not know.</summary>
    public Page? Page(string id) => Site.Page(id) is { } page && page.LetsRead(Person) ? page : null;

    /// <summary>A page in the trash.</summary>
    public Page? Trashed(string id) => Site.Trash.Find(page => page.Id == id) is { } page && page.LetsRead(Person) ? page : null;

    public Issue? Issue(string idOrKey) => Site.Issue(idOrKey) is { } issue && issue.LetsRead(Person) ? issue : null;
}

/// <summary>A call that needs another scope than its method says (asking by POST is still reading).</summary>
internal sealed record Needs(Scope Scope);

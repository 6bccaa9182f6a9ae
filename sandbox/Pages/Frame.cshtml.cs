using Markdwell.Sandbox.Connect;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages;

/// <summary>Pages an app adds to a product. Conditions only hide links in real life; the page itself is reachable for everyone, as here.</summary>
internal sealed class FrameModel : SitePage
{
    public Visit Visit { get; private set; } = null!;

    public override Product Product => Request.Path.StartsWithSegments("/wiki", StringComparison.Ordinal) ? Product.Confluence : Product.Jira;

    public IActionResult OnGet(string app, string module, string? project)
    {
        var tenant = Site.Tenant(Product);
        if (!tenant.IsOn || tenant.Descriptor?.Key != app || tenant.Descriptor.Find(module) is not { Url: not null } found)
        {
            return Missing();
        }
        Visit = new Visit(tenant, found, Viewer) { Project = Product == Product.Jira ? Site.Project(project) : null };
        return Page();
    }
}

using Markdwell.Sandbox.Git;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Markdwell.Sandbox.Pages.Git;

/// <summary>A page of the Git host's. People are not asked who they are: what is private is not there, as for everyone who has not signed in.</summary>
internal abstract class GitPage(GitHost host) : PageModel
{
    public GitHost Host => host;

    /// <summary>The addresses of all kinds, at the Git host's port alone.</summary>
    public static void Route(PageConventionCollection pages, int port)
    {
        foreach (var route in (string[])["/{owner}/{name}/{view:regex(^(blob|raw|src|tree)$)}/{**place}", "/{owner}/{name}/-/{view:regex(^(blob|raw|tree)$)}/{**place}", "/{owner}/{name}/_git/{repository}"])
        {
            pages.AddPageRoute("/Git/Browse", route);
        }
        pages.AddFolderRouteModelConvention("/Git", page =>
        {
            foreach (var selector in page.Selectors)
            {
                selector.EndpointMetadata.Add(new HostAttribute($"*:{port}"));
            }
        });
    }

    protected Repository? Public(string owner, string name) => host.Find(owner, name) is { IsPrivate: false } repository ? repository : null;
}

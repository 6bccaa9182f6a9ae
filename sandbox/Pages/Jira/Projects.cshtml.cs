using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Jira;

internal sealed class ProjectsModel : SitePage
{
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    public override Product Product => Product.Jira;

    public IEnumerable<Project> Projects => Viewer.IsKnown ? Site.Projects.Where(p => Key is null || p.Key == Key) : [];

    public IEnumerable<Module> ProjectPages => Site.Jira is { IsOn: true, Descriptor: { } app } ? app.Of("jiraProjectPages") : [];

    public IEnumerable<Issue> Issues(Project project) => Site.Issues.Where(i => i.Project == project && i.LetsRead(Viewer));

    public static string Colour(string status) => status switch { "Done" => "success", "In Progress" => "inprogress", _ => "default" };
}

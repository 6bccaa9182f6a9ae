using System.Collections.Immutable;
using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Sites;

/// <summary>One customer: Jira and Confluence at one address.</summary>
internal sealed class Site
{
    private readonly Lock gate = new();

    public Site(string key, string name, int port, string jiraKey, string confluenceKey)
    {
        (Key, Name, Port) = (key, name, port);
        Jira = new Tenant(this, Product.Jira, jiraKey);
        Confluence = new Tenant(this, Product.Confluence, confluenceKey);
    }

    public string Key { get; }

    public string Name { get; }

    public int Port { get; }

    public string Address => $"http://localhost:{Port}";

    public Tenant Jira { get; }

    public Tenant Confluence { get; }

    public IReadOnlyList<Tenant> Tenants => [Jira, Confluence];

    public ImmutableList<Page> Pages { get; private set; } = [];

    public ImmutableList<Project> Projects { get; private set; } = [];

    public ImmutableList<Issue> Issues { get; private set; } = [];

    public Tenant Tenant(Product product) => product == Product.Jira ? Jira : Confluence;

    public Page? Page(string? id) => Pages.Find(p => p.Id == id);

    public Issue? Issue(string? idOrKey) => Issues.Find(i => i.Id == idOrKey || string.Equals(i.Key, idOrKey, StringComparison.OrdinalIgnoreCase));

    public Project? Project(string? idOrKey) => Projects.Find(p => p.Id == idOrKey || p.Key == idOrKey);

    public void Add(Page page)
    {
        lock (gate)
        {
            Pages = Pages.Add(page);
        }
    }

    public void Add(Issue issue)
    {
        lock (gate)
        {
            Issues = Issues.Add(issue);
            Projects = Projects.Contains(issue.Project) ? Projects : Projects.Add(issue.Project);
        }
    }

    public void Remove(Page page)
    {
        lock (gate)
        {
            Pages = Pages.Remove(page);
        }
    }

    public void Remove(Issue issue)
    {
        lock (gate)
        {
            Issues = Issues.Remove(issue);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            (Pages, Issues, Projects) = ([], [], []);
        }
    }
}

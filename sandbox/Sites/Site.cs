using System.Collections.Immutable;
using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Sites;

/// <summary>One customer: Jira and Confluence at one address.</summary>
internal sealed class Site
{
    public static readonly IReadOnlyList<string> Hosts = ["localhost", "127.0.0.1"];

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

    /// <summary>How this machine is called in the site's address; both names lead here.</summary>
    public string Host { get; set; } = Hosts[0];

    public string Address => $"http://{Host}:{Port}";

    public Tenant Jira { get; }

    public Tenant Confluence { get; }

    public IReadOnlyList<Tenant> Tenants => [Jira, Confluence];

    public ImmutableList<Page> Pages { get; private set; } = [];

    public ImmutableList<Page> Trash { get; private set; } = [];

    public ImmutableList<Project> Projects { get; private set; } = [];

    public ImmutableList<Issue> Issues { get; private set; } = [];

    public Tenant Tenant(Product product) => product == Product.Jira ? Jira : Confluence;

    public Page? Page(string? id) => Pages.Find(p => p.Id == id);

    public Issue? Issue(string? idOrKey) => Issues.Find(i => i.IsCalled(idOrKey));

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
        }
    }

    public void Add(Project project)
    {
        lock (gate)
        {
            Projects = Projects.Add(project);
        }
    }

    /// <summary>The key of the next issue of a project. None is given twice, not even that of an issue that has moved away.</summary>
    public string NextKey(Project project)
    {
        var keys = Issues.SelectMany(i => i.FormerKeys.Add(i.Key)).Where(key => key.StartsWith(project.Key + "-", StringComparison.Ordinal));
        return $"{project.Key}-{1 + keys.Select(key => int.Parse(key.Split('-')[^1])).Append(0).Max()}";
    }

    public void Discard(Page page)
    {
        lock (gate)
        {
            (Pages, Trash) = (Pages.Remove(page), Trash.Add(page));
        }
    }

    public void Restore(Page page)
    {
        lock (gate)
        {
            (Pages, Trash) = (Pages.Add(page), Trash.Remove(page));
        }
    }

    /// <summary>Out of the trash, for ever.</summary>
    public void Purge(Page page)
    {
        lock (gate)
        {
            Trash = Trash.Remove(page);
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
            (Pages, Trash, Issues, Projects) = ([], [], [], []);
        }
    }
}

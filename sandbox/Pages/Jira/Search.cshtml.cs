using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Jira;

/// <summary>Issues by JQL, as a person searches for them.</summary>
internal sealed class SearchModel : SitePage
{
    [BindProperty(SupportsGet = true)]
    public string? Jql { get; set; }

    public override Product Product => Product.Jira;

    public IReadOnlyList<Issue> Found { get; private set; } = [];

    /// <summary>Why the query cannot be answered.</summary>
    public string? Wrong { get; private set; }

    public void OnGet()
    {
        try
        {
            Found = [.. Rest.Jira.Jql.Find(Site, Viewer, Jql ?? "")];
        }
        catch (FormatException e)
        {
            Wrong = e.Message;
        }
    }
}

using System.Text.Json;
using Markdwell.Sandbox.Changes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Sandbox.Pages.Jira;

internal sealed class BrowseModel(Desk desk) : SitePage
{
    public Issue Shown { get; private set; } = null!;

    public override Product Product => Product.Jira;

    public IActionResult OnGet(string key)
    {
        if (Site.Issue(key) is not { } issue || !issue.LetsRead(Viewer))
        {
            return Missing();
        }
        if (issue.FormerKeys.Contains(key, StringComparer.OrdinalIgnoreCase))
        {
            return Redirect("/browse/" + issue.Key);
        }
        Shown = issue;
        return Page();
    }

    /// <summary>The status beside the name of an issue context, for a page that has been open for a while. Nothing where there is none.</summary>
    public IActionResult OnGetContextStatus(string key, string module)
    {
        if (Site.Issue(key) is not { } issue || !issue.LetsRead(Viewer) || Modules("jiraIssueContexts").FirstOrDefault(m => m.Key == module) is not { } context)
        {
            return new NoContentResult();
        }
        Shown = issue;
        return Partial("_Status", Status(context));
    }

    public IActionResult OnPost(string key, string status)
    {
        if (Site.Issue(key) is not { } issue || !issue.LetsEdit(Viewer) || !Issue.Statuses.Contains(status, StringComparer.Ordinal))
        {
            return Missing();
        }
        desk.Change(Site, issue, Viewer, new IssueWish(null, status));
        return Redirect("/browse/" + issue.Key);
    }

    public IEnumerable<Module> Modules(string type) => Site.Jira is { IsOn: true, Descriptor: { } app } ? app.Of(type) : [];

    public IEnumerable<Module> WebPanels(string side) => Modules("webPanels").Where(m => m.Text("location") == $"atl.jira.view.issue.{side}.context");

    public Place Place(Module module) => new(new Visit(Site.Jira, module, Viewer) { Issue = Shown });

    public JsonElement? Status(Module module) =>
        Shown.Properties.Find($"com.atlassian.jira.issue:{Site.Jira.Descriptor!.Key}:{module.Key}:status")?.Value;

    /// <summary>The words of a document in ADF.</summary>
    public static string Text(JsonElement node) => node switch
    {
        { ValueKind: JsonValueKind.Object } when Module.Text(node, "text") is { } text => text,
        { ValueKind: JsonValueKind.Object } when node.TryGetProperty("content", out var content) => Text(content),
        { ValueKind: JsonValueKind.Array } => string.Join(' ', node.EnumerateArray().Select(Text)),
        _ => "",
    };
}

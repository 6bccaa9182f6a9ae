using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Changes;

/// <summary>Changes to pages and issues that apps hear of: each is made and then told to the webhooks.</summary>
internal sealed class Desk(Events events)
{
    public Edition Publish(Site site, Page page, string title, ImmutableList<Block> blocks, Person by, string? note = null)
    {
        var edition = page.Publish(title, blocks, by, note);
        events.Page("page_updated", site.Confluence, page, by);
        return edition;
    }

    public Page Create(Site site, string title, ImmutableList<Block> blocks, Person by, bool isPublic = false, IReadOnlyList<string>? readers = null)
    {
        var page = new Page(Number.Next(), site.Pages[0].Space) { IsPublic = isPublic, Readers = readers };
        page.Publish(title, blocks, by);
        page.Name(site.Confluence.Descriptor?.TextMacro?.Key ?? Macro.Placeholder);
        site.Add(page);
        events.Page("page_created", site.Confluence, page, by);
        return page;
    }

    public void Trash(Site site, Page page, Person by)
    {
        site.Discard(page);
        events.Page("page_trashed", site.Confluence, page, by);
    }

    public void Restore(Site site, Page page, Person by)
    {
        site.Restore(page);
        events.Page("page_restored", site.Confluence, page, by);
    }

    public void Purge(Site site, Page page, Person by)
    {
        site.Purge(page);
        events.Page("page_removed", site.Confluence, page, by);
    }

    public Attachment Attach(Site site, Page page, string name, string mediaType, byte[] content, Person by)
    {
        var attachment = page.Attach(name, mediaType, content, by);
        events.Attachment(attachment.Version == 1 ? "attachment_created" : "attachment_updated", site.Confluence, page, attachment);
        return attachment;
    }

    public bool Detach(Site site, Page page, string name)
    {
        if (page.Detach(name) is not { } gone)
        {
            return false;
        }
        events.Attachment("attachment_removed", site.Confluence, page, gone);
        return true;
    }

    public void Put(Site site, Issue issue, string key, JsonElement value, Person by)
    {
        var property = issue.Properties.Put(key, value, by);
        events.Property("issue_property_set", site.Jira, issue, property);
    }

    public bool Remove(Site site, Issue issue, string key)
    {
        if (issue.Properties.Remove(key) is not { } gone)
        {
            return false;
        }
        events.Property("issue_property_deleted", site.Jira, issue, gone);
        return true;
    }

    public void Change(Site site, Issue issue, Person by, IssueWish wish)
    {
        var items = new JsonArray();
        void Note(string field, string? was, string? now) => items.Add(new JsonObject { ["field"] = field, ["fromString"] = was, ["toString"] = now });
        if (wish.Summary is { } summary)
        {
            Note("summary", issue.Summary, summary);
            issue.Summary = summary;
        }
        if (wish.Status is { } status)
        {
            Note("status", issue.Status, status);
            issue.Status = status;
        }
        if (wish.Assignee is { } handle)
        {
            Note("assignee", issue.Assignee?.Name, Person.Find(handle)?.Name);
            issue.Assignee = Person.Find(handle);
        }
        if (wish.FixVersions is not null)
        {
            Note("Fix Version", null, string.Join(", ", wish.FixVersions));
            issue.FixVersions = wish.VersionsOf(issue.Project);
        }
        if (wish.Security is { } level)
        {
            Note("security", issue.Security?.Name, level);
            issue.Security = wish.LevelOf(issue.Project);
        }
        Tell(site, issue, by, items);
    }

    public void Move(Site site, Issue issue, Project to, Person by)
    {
        var (key, project) = (issue.Key, issue.Project);
        issue.Move(to, site.NextKey(to));
        Tell(site, issue, by,
        [
            new JsonObject { ["field"] = "project", ["from"] = project.Id, ["fromString"] = project.Name, ["to"] = to.Id, ["toString"] = to.Name },
            new JsonObject { ["field"] = "Key", ["fromString"] = key, ["toString"] = issue.Key },
        ]);
    }

    public Issue Create(Site site, Project project, IssueWish wish, Person by)
    {
        var issue = new Issue(Number.Next(), site.NextKey(project), project)
        {
            Summary = wish.Summary ?? "A new issue",
            Description = wish.Description ?? "",
            Status = wish.Status ?? Issue.Statuses[0],
            Assignee = Person.Find(wish.Assignee),
            FixVersions = wish.VersionsOf(project),
            Security = wish.LevelOf(project),
            Created = DateTimeOffset.UtcNow.AddDays(-wish.AgeDays),
        };
        foreach (var (key, value) in wish.Properties ?? [])
        {
            issue.Properties.Put(key, value, by);
        }
        site.Add(issue);
        events.Issue("jira:issue_created", site.Jira, issue, by);
        return issue;
    }

    public void Delete(Site site, Issue issue, Person by)
    {
        site.Remove(issue);
        events.Issue("jira:issue_deleted", site.Jira, issue, by);
    }

    private void Tell(Site site, Issue issue, Person by, JsonArray items)
    {
        issue.Updated = DateTimeOffset.UtcNow;
        events.Issue("jira:issue_updated", site.Jira, issue, by, changelog: new JsonObject { ["id"] = Number.Next(), ["items"] = items });
    }
}

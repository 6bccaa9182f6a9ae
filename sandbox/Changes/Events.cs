using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Changes;

/// <summary>What happened on a site, in the words of the two products' webhooks.</summary>
internal sealed class Events(Webhooks webhooks)
{
    /// <summary>Confluence never names the event in the body.</summary>
    public void Page(string name, Tenant tenant, Page page, Person by)
    {
        var body = Confluence(by);
        body["page"] = Describe(tenant, page);
        body["updateTrigger"] = "edit_page";
        webhooks.Raise(tenant, name, body);
    }

    public void Comment(string name, Tenant tenant, Page page, Comment comment)
    {
        var body = Confluence(comment.By);
        body["comment"] = new JsonObject
        {
            ["id"] = comment.Id,
            ["creatorAccountId"] = comment.By.AccountId,
            ["contentType"] = "comment",
            ["version"] = comment.Version,
            ["parent"] = Describe(tenant, page),
        };
        webhooks.Raise(tenant, name, body);
    }

    public void Attachment(string name, Tenant tenant, Page page, Attachment attachment)
    {
        var body = Confluence(attachment.By);
        body["attachedTo"] = Describe(tenant, page);
        body["attachments"] = new JsonArray(new JsonObject
        {
            ["id"] = attachment.Id,
            ["fileName"] = attachment.Name,
            ["version"] = attachment.Version,
            ["contentType"] = "attachment",
        });
        webhooks.Raise(tenant, name, body);
    }

    public void Issue(string name, Tenant tenant, Issue issue, Person by, JsonNode? changelog = null) =>
        Issue(name, tenant, issue, by, name == "jira:issue_created" ? "issue_created" : "issue_generic", changelog, comment: null);

    /// <summary>Jira tells it twice: as something that happened to a comment, and as something that happened to the issue.</summary>
    public void Comment(string name, Tenant tenant, Issue issue, Comment comment)
    {
        var body = Jira(name, comment.By);
        body["comment"] = Describe(comment);
        body["issue"] = Describe(tenant, issue);
        webhooks.Raise(tenant, name, body);
        Issue("jira:issue_updated", tenant, issue, comment.By, name switch
        {
            "comment_created" => "issue_commented",
            "comment_updated" => "issue_comment_edited",
            _ => "issue_comment_deleted",
        }, changelog: null, Describe(comment));
    }

    public void Property(string name, Tenant tenant, Issue issue, Property property)
    {
        var body = Jira(name, property.By);
        body["property"] = new JsonObject { ["key"] = property.Key, ["value"] = JsonNode.Parse(property.Value.GetRawText()) };
        body["issue"] = new JsonObject { ["id"] = issue.Id, ["key"] = issue.Key };
        webhooks.Raise(tenant, name, body);
    }

    private void Issue(string name, Tenant tenant, Issue issue, Person by, string type, JsonNode? changelog, JsonNode? comment)
    {
        var body = Jira(name, by);
        body["issue_event_type_name"] = type;
        body["issue"] = Describe(tenant, issue);
        body["changelog"] = changelog;
        body["comment"] = comment;
        webhooks.Raise(tenant, name, body);
    }

    private static JsonObject Confluence(Person by) => new()
    {
        ["userAccountId"] = by.AccountId,
        ["accountType"] = by.IsApp ? "APP" : "CUSTOMER",
        ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        ["suppressNotifications"] = false,
    };

    private static JsonObject Jira(string name, Person by) => new()
    {
        ["webhookEvent"] = name,
        ["timestamp"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
        ["user"] = User(by),
    };

    private static JsonObject User(Person person) => new()
    {
        ["accountId"] = person.AccountId,
        ["displayName"] = person.Name,
        ["accountType"] = person.IsApp ? "app" : "atlassian",
    };

    private static JsonObject Describe(Tenant tenant, Page page) => new()
    {
        ["id"] = page.Id,
        ["idAsString"] = page.Id,
        ["title"] = page.Title,
        ["contentType"] = "page",
        ["version"] = page.Current.Number,
        ["spaceKey"] = page.Space.Key,
        ["spaceId"] = page.Space.Id,
        ["creatorAccountId"] = page.Editions[0].By.AccountId,
        ["lastModifierAccountId"] = page.Current.By.AccountId,
        ["creationDate"] = page.Editions[0].At.ToUnixTimeMilliseconds(),
        ["modificationDate"] = page.Current.At.ToUnixTimeMilliseconds(),
        ["self"] = $"{tenant.BaseUrl}/pages/{page.Id}",
    };

    private static JsonObject Describe(Comment comment) => new()
    {
        ["id"] = comment.Id,
        ["body"] = JsonNode.Parse(comment.Body.GetRawText()),
        ["author"] = User(comment.By),
    };

    private static JsonNode? Describe(Tenant tenant, Issue issue) =>
        JsonSerializer.SerializeToNode(Rest.Jira.IssueDescription.Of(tenant, issue, fields: ["*all"], properties: []), Json.Web);
}

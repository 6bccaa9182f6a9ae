using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Markdwell.Models;
using Markdwell.Services.Webhooks;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Webhooks;

/// <summary>What a webhook is boiled down to, and what each delivery is answered.</summary>
public sealed class WebhookInboxTests : WebhookTest
{
    public static TheoryData<string, string, string, JobKind, string, JobHints> Deliveries() => new()
    {
        { "jira", "issue-created", """{"issue":{"id":"10001","fields":{"summary":"secret"}}}""", JobKind.Issue, "10001", JobHints.NoteChanged },
        { "jira", "issue-updated", """{"webhookEvent":"jira:issue_updated","issue":{"id":10001}}""", JobKind.Issue, "10001", JobHints.None },
        { "jira", "issue-updated", """{"issue":{"id":"1"},"changelog":{"items":[{"field":"summary"},{"field":"status","to":"3"}]}}""", JobKind.Issue, "1", JobHints.StatusChanged },
        { "jira", "issue-updated", """{"issue":{"id":"1"},"changelog":{"items":[1,null,{"field":7},{"field":"Status of mind"}]}}""", JobKind.Issue, "1", JobHints.None },
        { "jira", "issue-deleted", """{"issue":{"id":"1"}}""", JobKind.Issue, "1", JobHints.Removed },
        { "jira", "issue-property-set", """{"issue":{"id":"1"},"property":{"key":"markdwell.note"}}""", JobKind.Issue, "1", JobHints.NoteChanged },
        { "jira", "issue-property-deleted", """{"issue":{"id":"1"},"property":{"key":"markdwell.note"}}""", JobKind.Issue, "1", JobHints.NoteChanged },
        { "jira", "issue-property-set", """{"issue":{"id":"1"},"property":{"key":"markdwell.checklist"}}""", JobKind.Issue, "1", JobHints.ChecklistChanged },
        { "jira", "issue-property-set?issueId=7&propertyKey=markdwell.note", """{"webhookEvent":"issue_property_set","timestamp":1}""", JobKind.Issue, "7", JobHints.NoteChanged },
        { "jira", "issue-property-set?issueId=%7Bissue.id%7D&propertyKey=", """{"issue":{"id":"1"},"property":{"key":"markdwell.note"}}""", JobKind.Issue, "1", JobHints.NoteChanged },
        { "jira", "issue-property-set", """{"issue":{"id":"1"}}""", JobKind.Issue, "1", JobHints.NoteChanged },
        { "confluence", "page-created", """{"page":{"id":98305,"idAsString":"98305","title":"secret"},"userAccountId":"secret"}""", JobKind.Page, "98305", JobHints.None },
        { "confluence", "page-updated", """{"page":{"idAsString":"98305"}}""", JobKind.Page, "98305", JobHints.None },
        { "confluence", "page-trashed", """{"page":{"id":"98305"}}""", JobKind.Page, "98305", JobHints.Removed },
        { "confluence", "page-removed", """{"page":{"id":"98305"}}""", JobKind.Page, "98305", JobHints.Removed },
        { "confluence", "page-restored", """{"page":{"id":"98305"}}""", JobKind.Page, "98305", JobHints.None },
        { "confluence", "blog-updated", """{"blog":{"id":"98306"}}""", JobKind.Page, "98306", JobHints.None },
        { "confluence", "blog-trashed", """{"blogpost":{"id":"98306"}}""", JobKind.Page, "98306", JobHints.Removed },
        { "confluence", "attachment-updated", """{"attachedTo":{"id":"98305","contentType":"page"},"attachments":[{"id":"att1"}]}""", JobKind.Page, "98305", JobHints.None },
        { "confluence", "attachment-trashed", """{"attachedTo":{"id":98306,"contentType":"blogpost"}}""", JobKind.Page, "98306", JobHints.None },
    };

    [Theory, MemberData(nameof(Deliveries))]
    public async Task A_delivery_becomes_a_job(string product, string path, string body, JobKind kind, string subject, JobHints hints)
    {
        var site = product == "jira" ? App.AcmeJira : App.Acme;

        Assert.Equal((kind, subject, hints), await ToldAsync(site, $"/webhooks/{product}/{path}", body));

        var job = Assert.Single(await JobsAsync());
        Assert.DoesNotContain("secret", System.Text.Json.JsonSerializer.Serialize(job), StringComparison.Ordinal);
        Assert.InRange(job.DueAt!.Value - job.ToldAt, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.1));
    }

    [Theory]
    [InlineData("jira", "issue-property-set", """{"issue":{"id":"1"},"property":{"key":"com.atlassian.jira.issue:markdwell:markdwell-note:status"}}""")]
    [InlineData("jira", "issue-property-set", """{"issue":{"id":"1"},"property":{"key":"markdwell.note.aside-20261123T000000000Z"}}""")]
    [InlineData("jira", "issue-property-set?issueId=1&propertyKey=other", """{"issue":{"id":"1"},"property":{"key":"markdwell.note"}}""")]
    [InlineData("jira", "issue-updated", """{"webhookEvent":"comment_created","issue":{"id":"1"}}""")]
    [InlineData("jira", "sprint-started", """{"sprint":{"id":"1"}}""")]
    [InlineData("jira", "sprint/started", "no JSON")]
    [InlineData("confluence", "attachment-created", """{"attachedTo":{"id":"98305","contentType":"comment"}}""")]
    [InlineData("confluence", "space-created", """{"space":{"id":"1"}}""")]
    public async Task What_is_no_concern_of_the_app_is_answered_and_not_kept(string product, string path, string body) =>
        Assert.Null(await ToldAsync(product == "jira" ? App.AcmeJira : App.Acme, $"/webhooks/{product}/{path}", body));

    [Theory]
    [InlineData(IssueUpdated, "")]
    [InlineData(IssueUpdated, """{"issue":{"id":"0010001"}}""")]
    [InlineData(IssueUpdated, "{")]
    [InlineData(IssueUpdated, "<xml/>")]
    [InlineData(IssueUpdated, "null")]
    [InlineData(IssueUpdated, "[]")]
    [InlineData(IssueUpdated, "{}")]
    [InlineData(IssueUpdated, """{"issue":null}""")]
    [InlineData(IssueUpdated, """{"issue":{}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":null}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":""}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":1.5}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":-1}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":1e3}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":"ACME-1"}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":"1/../2"}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":"١٢"}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":"\ud800"}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":"123456789012345678901"}}""")]
    [InlineData(IssueUpdated, """{"issue":{"id":{"id":"1"}}}""")]
    [InlineData(PageUpdated, """{"issue":{"id":"1"}}""")]
    [InlineData("/webhooks/confluence/attachment-created", """{"attachments":[{"id":"1"}]}""")]
    [InlineData("/webhooks/jira/issue-property-set", """{"property":{"key":"markdwell.note"}}""")]
    public async Task Whatever_does_not_say_what_it_is_about_is_refused(string target, string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(target.Contains("jira", StringComparison.Ordinal) ? App.AcmeJira : App.Acme, target, body));
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused_however_it_is_sent()
    {
        var body = $$"""{"description":"{{new string('x', 1024 * 1024)}}"}""";
        var token = App.AcmeJira.Token("POST", IssueUpdated, App.Now);

        // Told to, a client hears the answer before it sends; otherwise it may be cut off while it does.
        var counted = App.AcmeJira.Post(IssueUpdated, body, token);
        counted.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(counted));
        var chunked = App.AcmeJira.Post(IssueUpdated, body, token);
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(chunked));
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task Deep_and_doubled_bodies_do_no_harm()
    {
        var value = new string('[', 500_000) + new string(']', 500_000);
        var deep = $$$"""{"property":{"value":{{{value}}},"key":"markdwell.note"},"issue":{"id":"1"}}""";
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(App.AcmeJira, "/webhooks/jira/issue-property-set", deep));

        var many = new StringBuilder("{");
        for (var i = 0; i < 40_000; i++)
        {
            many.Append($"\"issue\":{{\"id\":\"{i}\"}},");
        }

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(App.AcmeJira, IssueUpdated, many.Append("\"end\":1}").ToString()));
        Assert.Equal("39999", Assert.Single(await JobsAsync()).Subject);
    }

    [Fact]
    public async Task A_site_that_has_uninstalled_the_app_is_answered_and_nothing_is_kept()
    {
        using var uninstalled = await App.Http.SendAsync(
            App.AcmeJira.Post("/connect/uninstalled", App.AcmeJira.Event("uninstalled").ToJsonString(), App.SignedToken(App.AcmeJira, "/connect/uninstalled")), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, uninstalled.StatusCode);

        Assert.Null(await ToldAsync(App.AcmeJira, IssueUpdated, """{"issue":{"id":"1"}}"""));
    }

    [Fact]
    public async Task While_the_database_is_away_jira_is_asked_to_come_back()
    {
        await App.UntilAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Jobs RENAME TO Away", Cancel);
            return true;
        });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(App.AcmeJira, IssueUpdated, """{"issue":{"id":"1"}}"""));
    }

    [Fact]
    public async Task Deliveries_in_any_order_and_number_end_in_one_job_each()
    {
        var random = new Random(7);
        var deliveries = Enumerable.Range(0, 200).Select(i => $$$"""{"issue":{"id":"{{{random.Next(1, 6)}}}"}}""").ToList();

        var answers = await Task.WhenAll(deliveries.Select(body => PostAsync(App.AcmeJira, IssueUpdated, body)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer));
        Assert.Equal((5, 200), ((await JobsAsync()).Count, (await JobsAsync()).Sum(job => job.Revision)));
    }

    [Fact]
    public async Task The_descriptor_asks_for_the_events_that_are_taken_in()
    {
        foreach (var (path, product) in ((string, Product)[])[("jira", Product.Jira), ("confluence", Product.Confluence)])
        {
            var descriptor = JsonNode.Parse(await App.Http.GetStringAsync(new Uri($"/{path}/atlassian-connect.json", UriKind.Relative), Cancel))!;
            var asked = descriptor["modules"]!["webhooks"]!.AsArray().Select(hook => ((string)hook!["event"]!, ((string)hook["url"]!).Split('?')[0]));

            Assert.Equal(WebhookEvent.All.Where(one => one.Product == product).Select(one => (one.Name, one.Path)).Order(), asked.Order());
        }
    }
}

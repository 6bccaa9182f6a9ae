using System.Net;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Webhooks;

/// <summary>Nobody tells of another site's things, and nobody without a signature tells of anything.</summary>
public sealed class ForgedWebhookTests : WebhookTest
{
    private const string Body = """{"issue":{"id":"10001"}}""";

    [Fact]
    public async Task Without_a_token_nothing_is_taken_in() =>
        await RefusedAsync(App.AcmeJira.Post(IssueUpdated, Body, token: null));

    [Fact]
    public async Task A_token_signed_with_another_secret_is_refused() =>
        await RefusedAsync(App.AcmeJira.Post(IssueUpdated, Body, (App.AcmeJira with { Secret = App.GlobexJira.Secret }).Token("POST", IssueUpdated, App.Now)));

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var claims = TestToken.Claims(App.AcmeJira.ClientKey, TestToken.Qsh("POST", IssueUpdated), App.Now);
        await RefusedAsync(App.AcmeJira.Post(IssueUpdated, Body, TestToken.Sign("""{"typ":"JWT","alg":"none"}""", claims.ToJsonString(), _ => [])));
    }

    [Fact]
    public async Task A_frames_token_for_our_own_script_is_refused()
    {
        var claims = TestToken.Claims(App.AcmeJira.ClientKey, "context-qsh", App.Now, People.Alice);
        await RefusedAsync(App.AcmeJira.Post(IssueUpdated, Body, TestToken.Hs256(claims, App.AcmeJira.Secret)));
    }

    [Theory]
    [InlineData("POST", "/webhooks/jira/issue-deleted")]
    [InlineData("POST", "/connect/enabled")]
    [InlineData("GET", IssueUpdated)]
    [InlineData("POST", IssueUpdated + "?issueId=7")]
    public async Task A_token_for_another_request_is_refused(string method, string target) =>
        await RefusedAsync(App.AcmeJira.Post(IssueUpdated, Body, App.AcmeJira.Token(method, target, App.Now)));

    [Fact]
    public async Task The_issue_that_a_signed_address_names_cannot_be_exchanged() =>
        await RefusedAsync(App.AcmeJira.Post(
            "/webhooks/jira/issue-property-set?issueId=8&propertyKey=markdwell.note", "{}",
            App.AcmeJira.Token("POST", "/webhooks/jira/issue-property-set?issueId=7&propertyKey=markdwell.note", App.Now)));

    [Fact]
    public async Task A_delivery_that_is_replayed_joins_itself_and_is_refused_when_its_time_is_over()
    {
        var token = App.AcmeJira.Token("POST", IssueUpdated, App.Now);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(App.AcmeJira, IssueUpdated, Body, token));
        }

        Assert.Equal(3, Assert.Single(await JobsAsync()).Revision);
        App.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(App.AcmeJira, IssueUpdated, Body, token));
    }

    [Fact]
    public async Task Globex_naming_acmes_issue_reaches_its_own_rows_alone()
    {
        await PostAsync(App.AcmeJira, IssueUpdated, Body);
        var before = Assert.Single(await JobsAsync(App.AcmeJira));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(App.GlobexJira, "/webhooks/jira/issue-deleted", Body));

        Assert.Equivalent(before, Assert.Single(await JobsAsync(App.AcmeJira)), strict: true);
        Assert.Single(await JobsAsync(App.GlobexJira));
    }

    [Fact]
    public async Task One_product_tells_nothing_of_the_other()
    {
        Assert.Null(await ToldAsync(App.Acme, IssueUpdated, Body));
        Assert.Null(await ToldAsync(App.AcmeJira, PageUpdated, """{"page":{"id":"1"}}"""));
    }

    private async Task RefusedAsync(HttpRequestMessage request)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(request));
        Assert.Empty(await JobsAsync());
    }
}

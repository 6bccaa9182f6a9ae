using System.Net;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Atlassian.Points;

public sealed class CallPointsTests
{
    private const string Jira = "https://acme.atlassian.net/rest/api/3/";
    private const string Wiki = "https://acme.atlassian.net/wiki/";

    [Theory]
    [InlineData("GET", Jira + "issue/1?fields=id", """{"id":"1"}""", 2)]
    [InlineData("PUT", Jira + "issue/1/properties/a", "{}", 1)]
    [InlineData("POST", Jira + "issue/1/comment", """{"id":"1"}""", 1)]
    [InlineData("DELETE", Jira + "issue/1/properties/a", "", 1)]
    [InlineData("POST", Jira + "search/jql", """{"isLast":true,"issues":[{"id":"1","properties":{"issues":[1,2,3]}},{"id":"2"}],"nextPageToken":"a"}""", 3)]
    [InlineData("POST", Jira + "permissions/check", """{"projectPermissions":[]}""", 3)]
    [InlineData("GET", Jira + "user/bulk?accountId=a", """{"values":[{},{}]}""", 5)]
    [InlineData("GET", Jira + "issue/1/comment", """{"comments":[]}""", 1)]
    [InlineData("GET", Wiki + "api/v2/pages/1?body-format=storage", """{"id":"1"}""", 2)]
    [InlineData("GET", Wiki + "api/v2/pages/1/attachments?limit=2", """{"results":[{},{}]}""", 3)]
    [InlineData("POST", Wiki + "rest/api/content/1/permission/check", """{"hasPermission":true}""", 3)]
    [InlineData("GET", Wiki + "api/v2/pages/1/attachments", "<html>", 1)]
    public async Task A_call_costs_one_point_and_what_comes_back(string method, string url, string body, int points)
    {
        using var request = new HttpRequestMessage(new(method), url);
        using var response = Internet.Json(body);

        Assert.Equal(points, await CallPoints.OfAsync(request, response));
    }

    [Fact]
    public async Task An_answer_that_was_counted_can_still_be_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Jira + "search/jql");
        using var response = Internet.Json("""{"issues":[]}""");
        await response.Content.LoadIntoBufferAsync(MarkdwellApp.Cancel);

        await CallPoints.OfAsync(request, response);

        using var body = await response.Content.ReadAsStreamAsync(MarkdwellApp.Cancel);
        using var reader = new StreamReader(body);
        Assert.Equal("""{"issues":[]}""", await reader.ReadToEndAsync(MarkdwellApp.Cancel));
    }

    [Fact]
    public async Task A_refusal_costs_the_call_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Jira + "issue/1");
        using var response = Internet.Json("{}", HttpStatusCode.TooManyRequests);

        Assert.Equal(1, await CallPoints.OfAsync(request, response));
    }
}

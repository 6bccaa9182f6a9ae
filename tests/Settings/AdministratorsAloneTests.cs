using System.Net;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

public sealed class AdministratorsAloneTests : SettingsTest
{
    [Fact]
    public async Task Whoever_is_no_administrator_is_refused_on_every_route_of_the_settings()
    {
        await AddAsync(App.Acme);
        var routes = App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Where(path => path.StartsWith("/settings", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(5, routes.Count);

        using var frame = await App.OpenAsync(App.Acme, "/settings/connections", People.Bob);
        Assert.Equal(HttpStatusCode.Forbidden, frame.StatusCode);
        Assert.DoesNotContain("github.com", await frame.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        foreach (var action in routes.Where(path => path != "/settings/connections").Select(path => path["/settings/connections/".Length..]))
        {
            foreach (var somebody in (string?[])[People.Bob, People.Carol, null])
            {
                var body = """{"id":1,"version":1,"name":"Mine","host":"evil.example.com","kind":"Web","token":"x"}""";
                using var response = await AskAsync(App.Acme, action == "list" ? HttpMethod.Get : HttpMethod.Post, action, action == "list" ? null : body, somebody);
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            }
        }

        Assert.Equal("github.com", Assert.Single(await ConnectionsAsync(App.Acme)).Host);
    }

    [Fact]
    public async Task Somebody_who_stops_being_administrator_is_out_after_a_few_seconds()
    {
        await PageAsync(App.Acme);
        App.Internet.OnJson("GET", $"{App.Acme.BaseUrl}/rest/api/user", """{"operations":[{"operation":"use","targetType":"application"}]}""");
        App.Clock.Advance(TimeSpan.FromSeconds(6));

        var (status, answer) = await SendAsync(App.Acme, "save", new { name = "Docs", host = "github.com", kind = "GitHub" });

        Assert.Equal(403, status);
        Assert.Contains("Only administrators", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Confluence_does_not_answer_nobody_is_an_administrator()
    {
        App.Internet.OnJson("GET", $"{App.Acme.BaseUrl}/rest/api/user", "garbage");

        using var response = await App.OpenAsync(App.Acme, "/settings/connections");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task An_administrator_of_Jira_is_none_of_Confluence()
    {
        using var response = await App.OpenAsync(App.AcmeJira, "/settings/connections");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host == "acme.atlassian.net" && call.Uri.AbsolutePath == "/rest/api/user");
    }
}

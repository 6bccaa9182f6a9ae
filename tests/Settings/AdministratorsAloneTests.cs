using System.Net;
using Markdwell.Services.Connect;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

public sealed class AdministratorsAloneTests : SettingsTest
{
    private const string Anything =
        """{"id":1,"version":1,"name":"Mine","host":"evil.example.com","kind":"Web","token":"x","values":{"tableCells":100},"confirmation":"acme.atlassian.net","subject":"1"}""";

    [Theory]
    [InlineData("confluence")]
    [InlineData("jira")]
    public async Task Whoever_is_no_administrator_is_refused_on_every_route_of_the_settings(string product)
    {
        var site = product == "jira" ? App.AcmeJira : App.Acme;
        await AddAsync(App.Acme);
        await SaveAsync(site, "tableCells", "4321");
        var routes = App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("settings", StringComparison.Ordinal))
            .DistinctBy(endpoint => endpoint.RoutePattern.RawText).ToList();
        Assert.Equal(13, routes.Count);
        foreach (var (path, kind) in routes.Select(route => ("/" + route.RoutePattern.RawText, route.Metadata.GetMetadata<ExpectsTokenAttribute>()!.Kind)))
        {
            foreach (var somebody in (string?[])[People.Bob, People.Carol, null])
            {
                // A page takes one method and refuses the other to everybody.
                var statuses = new List<HttpStatusCode>();
                foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
                {
                    using var response = kind == TokenKind.Frame ? await App.OpenAsync(site, path, somebody) : await CallAsync(site, method, path, method == HttpMethod.Get ? null : Anything, somebody);
                    statuses.Add(response.StatusCode);
                    var said = await response.Content.ReadAsStringAsync(Cancel);
                    Assert.DoesNotContain("4321", said.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
                    Assert.DoesNotContain("github.com", said, StringComparison.Ordinal);
                }

                Assert.Contains(HttpStatusCode.Forbidden, statuses);
                Assert.All(statuses, status => Assert.True(status is HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed, $"{path}: {status}"));
            }
        }

        Assert.Equal("github.com", Assert.Single(await ConnectionsAsync(App.Acme)).Host);
        Assert.Contains("value=\"4321\"", await PageAsync(site, "/settings"), StringComparison.Ordinal);
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
    public async Task While_the_product_does_not_answer_nobody_is_an_administrator()
    {
        App.Internet.OnJson("GET", $"{App.Acme.BaseUrl}/rest/api/user", "garbage");

        App.Internet.OnJson("POST", $"{App.AcmeJira.BaseUrl}/rest/api/3/permissions/check", "garbage");

        using var response = await App.OpenAsync(App.Acme, "/settings/connections");
        using var jira = await App.OpenAsync(App.AcmeJira, "/settings");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (response.StatusCode, jira.StatusCode));
    }

    [Fact]
    public async Task An_administrator_of_Jira_is_none_of_Confluence()
    {
        using var response = await App.OpenAsync(App.AcmeJira, "/settings/connections");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("This page belongs to Confluence.", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Services.Connect;
using Markdwell.Services.Webhooks;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>Closed by default: whatever is open is listed here.</summary>
public sealed class EndpointTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly string[] Open =
    [
        "/", "/atlassian-connect.json", "/confluence/atlassian-connect.json", "/diagrams/sandbox", "/health/live", "/health/ready", "/jira/atlassian-connect.json",
    ];

    private readonly MarkdwellApp app = shared.App;

    private List<RouteEndpoint> Endpoints
    {
        get
        {
            _ = app.Http;
            return [.. app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !IsFileBesideTheBuild(endpoint))];
        }
    }

    // Files changed since the build; a published app has no such endpoint.
    private static bool IsFileBesideTheBuild(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText == "{**path:file}";

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    [Fact]
    public void What_is_open_to_everybody_is_on_the_list() =>
        Assert.Equal(Open, Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<PublicAttribute>() is not null).Select(Path).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Everything_else_refuses_whoever_has_no_token()
    {
        var closed = Endpoints.Where(endpoint => !Open.Contains(Path(endpoint), StringComparer.Ordinal)).ToList();
        Assert.True(closed.Count >= 8);
        foreach (var endpoint in closed)
        {
            Assert.True(endpoint.Metadata.GetMetadata<ExpectsTokenAttribute>() is not null, $"{endpoint} names no token.");
            foreach (var method in (string[])["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Path(endpoint)) { Content = method == "POST" ? new StringContent("{}") : null };
                using var response = await app.Http.SendAsync(request, Cancel);
                Assert.InRange((int)response.StatusCode, 400, 499);
            }
        }
    }

    [Theory]
    [InlineData("/atlassian-connect.json", true, true)]
    [InlineData("/jira/atlassian-connect.json", true, false)]
    [InlineData("/confluence/atlassian-connect.json", false, true)]
    public async Task A_descriptor_has_the_modules_of_its_product(string path, bool jira, bool confluence)
    {
        var descriptor = await DescriptorAsync(path);

        Assert.Equal(BaseUrl + path, (string?)descriptor["links"]!["self"]);
        Assert.Equal(("markdwell", BaseUrl), ((string?)descriptor["key"], (string?)descriptor["baseUrl"]));
        Assert.Equal(jira, descriptor["modules"]!.AsObject().ContainsKey("jiraIssueContexts"));
        Assert.Equal(confluence, descriptor["modules"]!.AsObject().ContainsKey("dynamicContentMacros"));
        var administration = descriptor["modules"]!["adminPages"]!.AsArray().Select(module => (string)module!["key"]!).ToList();
        Assert.Equal(confluence ? ["markdwell-settings", "markdwell-connections", "markdwell-activity"] : ["markdwell-settings", "markdwell-activity"], administration);
        Assert.DoesNotContain("\"product\"", descriptor.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", descriptor.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_address_in_the_descriptor_is_answered_and_every_closed_page_is_in_it()
    {
        var descriptor = await DescriptorAsync("/atlassian-connect.json");
        var addresses = Urls(descriptor["modules"]!).Concat(descriptor["lifecycle"]!.AsObject().Select(hook => (string)hook.Value!))
            .Select(url => url.Split('?')[0]).Distinct(StringComparer.Ordinal).ToList();

        foreach (var address in addresses.Where(address => address != "/icon.svg"))
        {
            Assert.Contains(Endpoints, endpoint => Path(endpoint) == address && endpoint.Metadata.GetMetadata<ExpectsTokenAttribute>()?.Kind is not (TokenKind.Context or TokenKind.Pass));
        }

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/icon.svg", UriKind.Relative), Cancel)).StatusCode);
        Assert.All(
            Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<ExpectsTokenAttribute>() is { Kind: not (TokenKind.Context or TokenKind.Pass) } && Path(endpoint) != WebhookEndpoints.OtherEvents),
            endpoint => Assert.Contains(Path(endpoint), addresses));
    }

    [Fact]
    public async Task The_macro_is_named_alike_in_the_descriptor_and_where_pages_are_searched()
    {
        var descriptor = await DescriptorAsync("/atlassian-connect.json");
        var key = (string)descriptor["modules"]!["dynamicContentMacros"]![0]!["key"]!;

        Assert.Equal(Markdwell.Services.Sources.Macros.StorageMacros.Name, key);
    }

    [Theory]
    [InlineData("/markdwell")]
    [InlineData("/con")]
    public async Task Below_a_path_of_its_host_the_app_works_with_and_without_the_path(string path)
    {
        await using var below = new MarkdwellApp(("Connect:BaseUrl", "https://host.example.com" + path));
        async Task<HttpStatusCode> InstallAsync(string prefix)
        {
            var token = below.SignedToken(below.Acme, "/connect/installed", claims => claims["aud"] = "https://host.example.com" + path);
            using var response = await below.Http.SendAsync(below.Acme.Post(prefix + "/connect/installed", below.Acme.Event("installed").ToJsonString(), token), Cancel);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(path));
        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(""));
        Assert.InRange(await InstallAsync(path + path), HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed);

        using var frame = await below.Http.GetAsync(new Uri(path + below.Acme.Frame("/macros/editor", below.Now), UriKind.Relative), Cancel);
        var page = await frame.Content.ReadAsStringAsync(Cancel);
        Assert.Contains($"href=\"{path}/css/", page, StringComparison.Ordinal);
        Assert.Contains($"data-preview=\"{path}/macros/preview\"", page, StringComparison.Ordinal);
    }

    private async Task<JsonNode> DescriptorAsync(string path) => JsonNode.Parse(await app.Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel))!;

    private static IEnumerable<string> Urls(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "url" && p.Value is JsonValue url ? [url.ToString()] : Urls(p.Value!)),
        JsonArray a => a.SelectMany(item => Urls(item!)),
        _ => [],
    };
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Markdwell.Models;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

/// <summary>The app installed everywhere; Alice administers both products of both sites, Bob and Carol only use them.</summary>
public abstract class SettingsTest : IAsyncLifetime
{
    protected const string Secret = "ghp_AVeryConfidentialTokenOfAcme";

    protected MarkdwellApp App { get; } = new();

    protected ConnectionStore Store => App.Services.GetRequiredService<ConnectionStore>();

    public async ValueTask InitializeAsync()
    {
        await App.InstallAllAsync();
        foreach (var site in (Site[])[App.Acme, App.Globex])
        {
            App.Internet.On("GET", $"{site.BaseUrl}/rest/api/user", request => Internet.Json(
                request.RequestUri!.Query.Contains(People.Alice, StringComparison.Ordinal)
                    ? """{"operations":[{"operation":"use","targetType":"application"},{"operation":"administer","targetType":"application"}]}"""
                    : """{"operations":[{"operation":"use","targetType":"application"},{"operation":"administer","targetType":"space"}]}"""));
        }

        foreach (var site in (Site[])[App.AcmeJira, App.GlobexJira])
        {
            App.Internet.On("POST", $"{site.BaseUrl}/rest/api/3/permissions/check", Rights);
        }
    }

    private static HttpResponseMessage Rights(HttpRequestMessage request)
    {
        var isAlice = request.Content!.ReadAsStringAsync().GetAwaiter().GetResult().Contains(People.Alice, StringComparison.Ordinal);
        return Internet.Json($$"""{"projectPermissions":[],"globalPermissions":[{{(isAlice ? "\"ADMINISTER\"" : "")}}]}""");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<Tenant> TenantAsync(Site site) => (await App.TenantsAsync()).Single(t => t.ClientKey == site.ClientKey);

    protected async Task<IReadOnlyList<Connection>> ConnectionsAsync(Site site) => await Store.AllAsync(await TenantAsync(site), Cancel);

    /// <summary>As the page's script asks, with a token that Confluence made for it.</summary>
    protected async Task<(int Status, JsonNode Answer)> SendAsync(Site site, string action, object form, string? accountId = People.Alice)
    {
        using var response = await AskAsync(site, HttpMethod.Post, action, JsonSerializer.Serialize(form), accountId);
        return await ReadAsync(response);
    }

    /// <summary>The same on the page of settings: <c>save</c>; or of activity: <c>activity/replay</c>.</summary>
    protected async Task<(int Status, JsonNode Answer)> SetAsync(Site site, string action, string body, string? accountId = People.Alice)
    {
        using var response = await CallAsync(site, HttpMethod.Post, $"/settings/{action}", body, accountId);
        return await ReadAsync(response);
    }

    protected Task<(int Status, JsonNode Answer)> SaveAsync(Site site, string name, string json, int version = 0) =>
        SetAsync(site, "save", $$$"""{"version":{{{version}}},"values":{"{{{name}}}":{{{json}}}}}""");

    protected Task<HttpResponseMessage> AskAsync(Site site, HttpMethod method, string action, string? body, string? accountId = People.Alice) =>
        CallAsync(site, method, $"/settings/connections/{action}", body, accountId);

    private static async Task<(int Status, JsonNode Answer)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text)! : new JsonObject { ["sentence"] = text });
    }

    protected async Task<HttpResponseMessage> CallAsync(Site site, HttpMethod method, string path, string? body, string? accountId = People.Alice)
    {
        var token = TestToken.Hs256(TestToken.Claims(site.ClientKey, "context-qsh", App.Now, accountId), site.Secret);
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("JWT", token) } };
        request.Content = body is null ? null : new StringContent(body);
        return await App.Http.SendAsync(request, Cancel);
    }

    protected async Task<Connection> AddAsync(Site site, string host = "github.com", HostKind kind = HostKind.GitHub, string? token = Secret, string repositories = "", string name = "Docs")
    {
        var (status, answer) = await SendAsync(site, "save", new { name, host, kind = kind.ToString(), token, repositories });
        Assert.True(status == 200, answer.ToJsonString());
        return (await ConnectionsAsync(site))[^1];
    }

    protected async Task UseAsync(Site site, int? connectionId, string pageId = "1001", string outcome = "Ok", string host = "github.com")
    {
        var tenant = await TenantAsync(site);
        App.Services.GetRequiredService<SourceUses>().Record(new SourceUse
        {
            TenantId = tenant.Id,
            PageId = pageId,
            MacroId = "m",
            ConnectionId = connectionId,
            Repository = "acme/docs",
            Path = "docs/setup.md",
            Host = host,
            Outcome = outcome,
            SeenAt = App.Now.UtcDateTime,
        });
        await App.UntilAsync(db => db.SourceUses.AnyAsync(u => u.TenantId == tenant.Id && u.PageId == pageId && u.Outcome == outcome, Cancel));
    }

    protected async Task<string> PageAsync(Site site, string path = "/settings/connections")
    {
        using var response = await App.OpenAsync(site, path);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}

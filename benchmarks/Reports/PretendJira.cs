using System.Security.Cryptography;
using System.Text.Json;

namespace Markdwell.Benchmarks.Reports;

/// <summary>Key host and Jira in one: lets everybody see everything, after as long as a product takes.</summary>
internal sealed class PretendJira : IAsyncDisposable
{
    private readonly WebApplication app;

    private PretendJira(WebApplication app) => this.app = app;

    public RSA Key { get; } = RSA.Create(2048);

    public string BaseUrl => app.Urls.First();

    public static async Task<PretendJira> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var jira = new PretendJira(builder.Build());
        jira.app.MapGet("/keys/{kid}", () => jira.Key.ExportSubjectPublicKeyInfoPem());
        jira.app.MapPost("/rest/api/3/permissions/check", async (JsonElement question) =>
        {
            await Task.Delay(PretendProduct.Thinks);
            var asked = question.GetProperty("projectPermissions")[0];
            return new { globalPermissions = Array.Empty<string>(), projectPermissions = new[] { new { permission = asked.GetProperty("permissions")[0], issues = List(asked, "issues"), projects = List(asked, "projects") } } };
        });
        jira.app.MapPost("/rest/api/3/search/jql", async (JsonElement question) =>
        {
            await Task.Delay(PretendProduct.Thinks);
            var ids = question.GetProperty("jql").GetString()!.Split('(', ')')[1].Split(", ");
            return new { issues = ids.Select(id => new { id, key = "BIG-1", fields = new { summary = $"What {id} is about" } }) };
        });
        jira.app.MapGet("/rest/api/3/user/bulk", async (string[] accountId) =>
        {
            await Task.Delay(PretendProduct.Thinks);
            return new { values = accountId.Select(id => new { accountId = id, displayName = $"Somebody {id}" }) };
        });
        await jira.app.StartAsync();
        return jira;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Key.Dispose();
    }

    private static long[] List(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(one => one.GetInt64())] : [];
}

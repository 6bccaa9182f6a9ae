using System.Net;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Markdwell.Tests.Sources;

/// <summary>The app with Acme and Globex installed, a GitHub that holds one file, and the rows that both leave behind.</summary>
public sealed class SourceStand : IDisposable
{
    public const string Address = "https://github.com/acme/docs/blob/main/setup.md";
    public const string Commits = "https://api.github.com/repos/acme/docs/commits";
    public const string Content = "https://api.github.com/repos/acme/docs/contents/setup.md";
    public const string Commit1 = "1111111111111111111111111111111111111111";
    public const string Commit2 = "2222222222222222222222222222222222222222";

    private string? commit;

    private SourceStand((string Name, string Value)[] settings) => App = new(settings);

    public MarkdwellApp App { get; }

    public Tenant Acme { get; private set; } = null!;

    public Tenant Globex { get; private set; } = null!;

    public SourceFiles Files => App.Services.GetRequiredService<SourceFiles>();

    public static async Task<SourceStand> CreateAsync(params (string Name, string Value)[] settings)
    {
        var stand = new SourceStand(settings);
        await stand.App.InstallAllAsync();
        var tenants = await stand.App.TenantsAsync();
        stand.Acme = tenants.Single(t => t.ClientKey == stand.App.Acme.ClientKey);
        stand.Globex = tenants.Single(t => t.ClientKey == stand.App.Globex.ClientKey);
        return stand;
    }

    public async Task<Connection> ConnectAsync(Tenant tenant, HostKind kind = HostKind.GitHub, string host = "github.com", string repositories = "")
    {
        await using var db = Open();
        var connection = new Connection { TenantId = tenant.Id, Name = "Our docs", Kind = kind, Host = host, Repositories = repositories };
        db.Add(connection);
        await db.SaveChangesAsync(MarkdwellApp.Cancel);
        ForgetConnections();
        return connection;
    }

    public async Task ChangeAsync(Func<AppDbContext, Task> change)
    {
        await using var db = Open();
        await change(db);
        await db.SaveChangesAsync(MarkdwellApp.Cancel);
        ForgetConnections();
    }

    public AppDbContext Open() => App.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    public Task<SourceFile> FindAsync(string address = Address, bool askNow = false, Tenant? tenant = null, string? section = null) =>
        Files.FindAsync(tenant ?? Acme, "1001", MacroSource.Of(address, null, section)!, askNow, MarkdwellApp.Cancel);

    /// <summary>GitHub as it is with one file at one commit, and with a tag of that state.</summary>
    public void Holds(string commitId, string text, string mediaType = "application/vnd.github.raw+json") => Holds(commitId, System.Text.Encoding.UTF8.GetBytes(text), mediaType);

    public void Holds(string commitId, byte[] content, string mediaType = "application/vnd.github.raw+json")
    {
        commit = commitId;
        App.Internet.On("GET", Commits, request =>
        {
            var etag = $"\"{commit}\"";
            if (request.Headers.IfNoneMatch.Any(tag => tag.Tag == etag))
            {
                return new HttpResponseMessage(HttpStatusCode.NotModified);
            }

            var answer = Internet.Json(JsonSerializer.Serialize(new[] { new { sha = commit, commit = new { committer = new { date = "2026-11-20T08:00:00Z" } } } }));
            answer.Headers.ETag = new(etag);
            return answer;
        });
        App.Internet.On("GET", Content, _ => new HttpResponseMessage { Content = new ByteArrayContent(content) { Headers = { ContentType = new(mediaType) } } });
    }

    /// <summary>From now on the host says only this.</summary>
    /// <param name="status">Null when it is not to be reached.</param>
    public void Answers(HttpStatusCode? status, Action<HttpResponseMessage>? change = null) => App.Internet.On("GET", Commits, _ =>
    {
        var response = new HttpResponseMessage(status ?? throw new HttpRequestException("No such host"));
        change?.Invoke(response);
        return response;
    });

    public async Task<CachedFile> RowAsync()
    {
        await using var db = Open();
        return await db.CachedFiles.AsNoTracking().SingleAsync(MarkdwellApp.Cancel);
    }

    public void Dispose() => App.Dispose();

    // As another instance would: they are believed for half a minute.
    private void ForgetConnections() => App.Clock.Advance(TimeSpan.FromSeconds(31));
}

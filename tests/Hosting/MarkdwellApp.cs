using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs.Working;
using Markdwell.Services.Sources.Network;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Markdwell.Tests.Hosting;

/// <summary>
/// The whole app on a real port, in the Production environment, with two sites that may install it. Only the clock and
/// the world beyond are replaced.
/// </summary>
public sealed class MarkdwellApp : WebApplicationFactory<Program>
{
    public const string BaseUrl = "https://markdwell.example.com";
    public const string KeyHost = "https://keys.example.com";
    public const string KeyId = "b2d1b1a8-7b5c-4d0e-9a33-1c2d3e4f5a6b";

    // Making one takes longer than starting the app.
    private static readonly RSA Key = RSA.Create(2048);

    private readonly string folder = Directory.CreateTempSubdirectory("markdwell-").FullName;
    private readonly Dictionary<string, string> settings;
    private HttpClient? http;

    public MarkdwellApp(params (string Name, string Value)[] settings)
    {
        this.settings = new(StringComparer.Ordinal)
        {
            ["Connect:BaseUrl"] = BaseUrl,
            ["Connect:InstallKeysUrls:0"] = KeyHost,
            ["Data:Folder"] = folder,
        };
        foreach (var (name, value) in settings)
        {
            this.settings[name] = value;
        }

        Internet.On("GET", $"{KeyHost}/{KeyId}", _ => new HttpResponseMessage { Content = new StringContent(AtlassianKey.ExportSubjectPublicKeyInfoPem()) });
    }

    public Internet Internet { get; } = new();

    public Clock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public RSA AtlassianKey => Key;

    /// <summary>False where jobs are to stay as they were told.</summary>
    public bool IsWorking { get; init; } = true;

    public Site Acme { get; } = new("acme", "confluence");

    public Site Globex { get; } = new("globex", "confluence");

    public Site AcmeJira { get; } = new("acme", "jira");

    public Site GlobexJira { get; } = new("globex", "jira");

    /// <summary>To the app itself; redirects are shown, not followed.</summary>
    public HttpClient Http => http ??= Connect();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public async Task<HttpResponseMessage> InstallAsync(Site site) =>
        await Http.SendAsync(site.Post("/connect/installed", site.Event("installed").ToJsonString(), SignedToken(site, "/connect/installed")), Cancel);

    public async Task InstallAllAsync()
    {
        foreach (var site in (Site[])[Acme, Globex, AcmeJira, GlobexJira])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await InstallAsync(site)).StatusCode);
        }
    }

    /// <summary>A token by Atlassian for a lifecycle event; the changes make it another than it should be.</summary>
    public string SignedToken(Site site, string target, Action<JsonObject>? change = null)
    {
        var claims = TestToken.Claims(site.ClientKey, TestToken.Qsh("POST", target), Now);
        claims["aud"] = new JsonArray(BaseUrl);
        change?.Invoke(claims);
        return TestToken.Rs256(claims, AtlassianKey, KeyId);
    }

    public Task<HttpResponseMessage> OpenAsync(Site site, string target, string? accountId = People.Alice) =>
        Http.GetAsync(new Uri(site.Frame(target, Now, accountId), UriKind.Relative), Cancel);

    public async Task<List<Tenant>> TenantsAsync()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        return await db.Tenants.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Cancel);
    }

    public async Task UntilAsync(Func<AppDbContext, Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        while (!await holds(db))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>What an attack must not have changed.</summary>
    public async Task<string> SnapshotAsync() => System.Text.Json.JsonSerializer.Serialize(await TenantsAsync());

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSolutionRelativeContentRoot(".", "*.slnx");
        builder.UseEnvironment("Production");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging =>
        {
            // Not cleared altogether: what the app itself adds is its own affair, and stays.
            logging.Services.Remove(logging.Services.Single(service => service.ImplementationType == typeof(ConsoleLoggerProvider)));
            logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        });
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.AddHttpClient(ProductClients.HandlerName).ConfigurePrimaryHttpMessageHandler(Internet.Handler);
            services.AddKeyedSingleton(Fetcher.HandlerName, (_, _) => Internet.Handler());
            services.AddHttpClient("install-keys").ConfigurePrimaryHttpMessageHandler(Internet.Handler);
            if (!IsWorking)
            {
                services.Remove(services.Single(service => service.ImplementationType == typeof(JobWorker)));
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder))
        {
            http?.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private HttpClient Connect()
    {
        UseKestrel(0);
        StartServer();
        var address = ClientOptions.BaseAddress;
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }
}

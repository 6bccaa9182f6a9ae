using System.Net;
using Markdwell.Models;
using Markdwell.Services;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Instances;

/// <summary>
/// The app twice on one database and one Redis. Their clocks stand still, so that nothing shows because something else has become old. Acme and
/// Globex are installed; Carol may read a page of Acme's, and everybody one of Globex's.
/// </summary>
public sealed class TwoInstances : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("markdwell-two-");

    private TwoInstances(RedisServer redis)
    {
        Redis = redis;
        (One, Other) = (NewApp(), NewApp());
        (Other.Acme.Secret, Other.Globex.Secret) = (One.Acme.Secret, One.Globex.Secret);
    }

    public RedisServer Redis { get; }

    public MarkdwellApp One { get; }

    public MarkdwellApp Other { get; }

    public static async Task<TwoInstances> StartAsync()
    {
        var two = new TwoInstances(await RedisServer.StartAsync());
        foreach (var site in (Site[])[two.One.Acme, two.One.Globex])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await two.One.InstallAsync(site)).StatusCode);
        }

        foreach (var app in (MarkdwellApp[])[two.One, two.Other])
        {
            (await app.Http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel)).Dispose();
            new AcmeConfluence(app).Permits(People.Carol, "read");
            app.Internet.OnJson("POST", $"{app.Globex.BaseUrl}/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
            await EventuallyAsync(() => app.Services.GetRequiredService<Services.Instances.Redis>().IsThere);
        }

        return two;
    }

    /// <summary>In Confluence, for both: version 7 of the page of either site.</summary>
    public void Hold(string text, int version = 7)
    {
        foreach (var app in (MarkdwellApp[])[One, Other])
        {
            new AcmeConfluence(app).HasPage(version, AcmeConfluence.Stored(text));
            app.Internet.OnJson("GET", $"{app.Globex.BaseUrl}/api/v2/pages/1001", AcmeConfluence.PageJson("1001", AcmeConfluence.Stored(text), version));
        }
    }

    public static async Task<string> ShowAsync(MarkdwellApp app, Site site, int version = 7)
    {
        using var response = await app.OpenAsync(site, AcmeConfluence.Macro(version), People.Carol);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    public async Task<Tenant> TenantAsync(Site site) => (await One.TenantsAsync()).Single(tenant => tenant.ClientKey == site.ClientKey);

    /// <summary>From now on an instance renders no text of a site: others have all its places, and whoever wants one is told that it is busy.</summary>
    public async Task<IDisposable> NoRendersAsync(MarkdwellApp app, Site site)
    {
        var (gate, tenant) = (app.Services.GetRequiredService<RenderGate>(), await TenantAsync(site));
        var end = new ManualResetEventSlim();
        using var begun = new SemaphoreSlim(0);
        string Hold()
        {
            begun.Release();
            return $"{end.Wait(TimeSpan.FromMinutes(1))}";
        }

        for (var place = 0; place < RenderGate.Places / 2; place++)
        {
            _ = Task.Run(() => gate.RenderAsync(tenant.Id, Hold, Cancel), Cancel);
            await begun.WaitAsync(Cancel);
        }

        return new Held(end);
    }

    /// <summary>Messages are on their way for a moment. The clocks stand still meanwhile.</summary>
    public static async Task EventuallyAsync(Func<bool> holds) => await EventuallyAsync(() => Task.FromResult(holds()));

    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(10, limit.Token);
        }

    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await Redis.DisposeAsync();
        data.Delete(recursive: true);
    }

    private MarkdwellApp NewApp() => new(("ConnectionStrings:Redis", Redis.Address), ("Data:Folder", data.FullName)) { IsWorking = false };

    private sealed class Held(ManualResetEventSlim end) : IDisposable
    {
        public void Dispose() => end.Set();
    }
}

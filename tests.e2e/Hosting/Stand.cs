using System.Net;
using System.Net.Sockets;
using Markdwell.Tests.E2E.Hosting;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Stand))]

// One sandbox, one browser, two cores: stories take turns.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>The app, the pretend Atlassian site and a browser, started once for all stories.</summary>
public sealed class Stand : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("markdwell-e2e-");
    private IPlaywright? playwright;
    private Server? app;
    private Server? site;

    public IBrowser Browser { get; private set; } = null!;

    public Sandbox Sandbox { get; private set; } = null!;

    /// <summary>By its number: to a browser that is another site than localhost, as the app and Atlassian are to each other.</summary>
    public string App { get; private set; } = "";

    public int AppProcessId => app!.ProcessId;

    /// <summary>What app and sandbox wrote during a story.</summary>
    public string OutputSince(DateTime moment) => app?.OutputSince(moment) + site?.OutputSince(moment);

    public async ValueTask InitializeAsync()
    {
        // A busy machine does not decide what stories see; what comes sooner is not waited for.
        SetDefaultExpectTimeout(20_000);
        var port = FreePorts();
        App = $"http://127.0.0.1:{port}";
        Sandbox = new Sandbox(port + 1);
        var starting = (App: StartAppAsync(port + 1), Site: StartSiteAsync(port + 1));
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(playwright);
        app = await starting.App;
        site = await starting.Site;
        await Sandbox.InstallEverywhereAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        Sandbox.Dispose();
        await (app?.DisposeAsync() ?? default);
        await (site?.DisposeAsync() ?? default);
        data.Delete(recursive: true);
    }

    private Task<Server> StartAppAsync(int sandboxPort) => Server.StartAsync(Repository.App, new(App + "/health/ready"), new()
    {
        ["ASPNETCORE_URLS"] = App,
        ["Connect__BaseUrl"] = App,
        ["Connect__AllowInsecure"] = "true",
        ["Connect__InstallKeysUrls__0"] = $"http://localhost:{sandboxPort}/install-keys",
        ["Data__Folder"] = data.FullName,

        // The pretend Git host alone: another number of this machine plays a private network.
        ["Sources__AllowHttp"] = "true",
        ["Sources__PrivateNetworks__0"] = "127.0.0.1/32",
        ["Sources__PrivateNetworks__1"] = "::1/128",
    });

    private Task<Server> StartSiteAsync(int port) => Server.StartAsync(Repository.Sandbox, new($"http://localhost:{port}/sandbox/state"), new()
    {
        ["Sandbox__Port"] = $"{port}",
        ["Sandbox__Descriptor"] = App + "/atlassian-connect.json",
        ["Sandbox__InstallAtStart"] = "false",
    });

    /// <summary>The first of five in a row: the app, and the sandbox's home, two sites and Git host.</summary>
    private static int FreePorts()
    {
        var random = new Random();
        while (true)
        {
            var first = random.Next(20000, 30000);
            if (Enumerable.Range(first, 5).All(IsFree))
            {
                return first;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

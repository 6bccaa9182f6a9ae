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
        var port = Ports.Free(5);
        App = $"http://127.0.0.1:{port}";
        Sandbox = new Sandbox(port + 1);
        var starting = (App: Programs.StartAppAsync(App, App, port + 1, data.FullName), Site: Programs.StartSandboxAsync(port + 1, App));
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
}

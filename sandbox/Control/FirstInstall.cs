using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>Waits until the app answers, then installs it everywhere.</summary>
internal sealed partial class FirstInstall(World world, Lifecycle lifecycle, AppClient client, Settings settings, IHostApplicationLifetime host,
    ILogger<FirstInstall> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The app fetches the install key while it is being installed, so the doors have to be open before.
        var started = new TaskCompletionSource();
        await using var listening = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        Home(log, world.HomeAddress);
        if (!settings.InstallAtStart)
        {
            return;
        }
        foreach (var descriptor in world.Tenants.Select(t => settings.DescriptorOf(t.Product)).Distinct(StringComparer.Ordinal))
        {
            await Reachable(descriptor, stoppingToken);
        }
        foreach (var tenant in world.Tenants)
        {
            var answer = await lifecycle.Install(tenant);
            if (answer.IsGood)
            {
                Installed(log, tenant.Site.Name, tenant.Product, tenant.BaseUrl);
            }
            else
            {
                NotInstalled(log, tenant.Site.Name, tenant.Product, answer);
            }
        }
    }

    private async Task Reachable(string descriptor, CancellationToken stoppingToken)
    {
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await client.Fetch(descriptor);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                if (!told)
                {
                    Waiting(log, descriptor);
                    told = true;
                }
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The sandbox is at {Address}")]
    static partial void Home(ILogger log, string address);

    [LoggerMessage(LogLevel.Information, "Waiting for the app at {Descriptor}")]
    static partial void Waiting(ILogger log, string descriptor);

    [LoggerMessage(LogLevel.Information, "Installed in {Product} of {Site}: {Address}")]
    static partial void Installed(ILogger log, string site, Product product, string address);

    [LoggerMessage(LogLevel.Error, "Not installed in {Product} of {Site}: {Answer}")]
    static partial void NotInstalled(ILogger log, string site, Product product, Answer answer);
}

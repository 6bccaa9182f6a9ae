using System.Net;
using Markdwell.Models;
using Markdwell.Services.Retention;
using Markdwell.Services.Settings;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Instances;

/// <summary>What is changed on one instance shows on the other, although no time passes in which it could have looked for itself.</summary>
public sealed class SharedChangeTests : IAsyncLifetime
{
    private TwoInstances two = null!;

    public async ValueTask InitializeAsync()
    {
        two = await TwoInstances.StartAsync();
        two.Hold("Press <kbd>Ctrl</kbd>");
    }

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public async Task Settings()
    {
        Assert.Contains("<kbd>", await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);

        await SaveAsync(two.One, SiteSettings.Default with { Rendering = new() { Html = false } });

        await TwoInstances.EventuallyAsync(async () => (await TwoInstances.ShowAsync(two.Other, two.One.Acme)).Contains("&lt;kbd&gt;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_the_app_is_gone()
    {
        await TwoInstances.ShowAsync(two.Other, two.One.Acme);
        var acme = two.One.Acme;

        using var uninstalled = await two.One.Http.SendAsync(
            acme.Post("/connect/uninstalled", acme.Event("uninstalled").ToJsonString(), two.One.SignedToken(acme, "/connect/uninstalled")), Cancel);

        Assert.Equal(HttpStatusCode.NoContent, uninstalled.StatusCode);
        await TwoInstances.EventuallyAsync(() => AnswersAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_new_secret()
    {
        await TwoInstances.ShowAsync(two.Other, two.One.Acme);

        two.One.Acme.Secret = Site.NewSecret();
        using var installed = await two.One.InstallAsync(two.One.Acme);

        Assert.Equal(HttpStatusCode.NoContent, installed.StatusCode);
        await TwoInstances.EventuallyAsync(() => AnswersAsync(HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_connection()
    {
        var (acme, globex) = (await two.TenantAsync(two.One.Acme), await two.TenantAsync(two.One.Globex));
        var (mine, others) = (two.One.Services.GetRequiredService<ConnectionStore>(), two.Other.Services.GetRequiredService<ConnectionStore>());
        Assert.Empty(await others.AllAsync(acme, Cancel));
        Assert.Empty(await others.AllAsync(globex, Cancel));

        await mine.AddAsync(acme, new ConnectionValues("Docs", HostKind.GitHub, "github.com", "", Token: null, RemoveToken: false, TokenExpiresAt: null), Cancel);

        await TwoInstances.EventuallyAsync(async () => (await others.AllAsync(acme, Cancel)).Count == 1);
        Assert.Empty(await others.AllAsync(globex, Cancel));
    }

    [Fact]
    public async Task That_everything_was_erased()
    {
        await SaveAsync(two.One, SiteSettings.Default with { Rendering = new() { Html = false } });
        await TwoInstances.EventuallyAsync(async () => (await TwoInstances.ShowAsync(two.Other, two.One.Acme)).Contains("&lt;kbd&gt;", StringComparison.Ordinal));

        await two.One.Services.GetRequiredService<Erasure>().EraseNowAsync(await two.TenantAsync(two.One.Acme), Cancel);

        await TwoInstances.EventuallyAsync(async () => (await TwoInstances.ShowAsync(two.Other, two.One.Acme)).Contains("<kbd>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_Redis_was_away_as_soon_as_it_is_back()
    {
        await TwoInstances.ShowAsync(two.Other, two.One.Acme);
        await two.Redis.KillAsync();
        await SaveAsync(two.One, SiteSettings.Default with { Rendering = new() { Html = false } });
        Assert.Contains("<kbd>", await TwoInstances.ShowAsync(two.Other, two.One.Acme), StringComparison.Ordinal);

        await two.Redis.StartAgainAsync();

        await TwoInstances.EventuallyAsync(async () => (await TwoInstances.ShowAsync(two.Other, two.One.Acme)).Contains("&lt;kbd&gt;", StringComparison.Ordinal));
    }

    private async Task SaveAsync(MarkdwellApp app, SiteSettings settings) => Assert.Equal(
        SaveOutcome.Done, await app.Services.GetRequiredService<SettingsStore>().SaveAsync(await two.TenantAsync(app.Acme), People.Alice, settings, version: 0, Cancel));

    private async Task<bool> AnswersAsync(HttpStatusCode status)
    {
        using var response = await two.Other.OpenAsync(two.One.Acme, AcmeConfluence.Macro(7), People.Carol);
        return response.StatusCode == status;
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class LifecycleTests : IDisposable
{
    private const string Installed = "/connect/installed";

    private readonly MarkdwellApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_site_installs_and_its_secret_is_stored_encrypted()
    {
        using var response = await app.InstallAsync(app.Acme);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var tenant = Assert.Single(await app.TenantsAsync());
        Assert.Equal((app.Acme.ClientKey, "https://acme.atlassian.net/wiki"), (tenant.ClientKey, tenant.BaseUrl));
        Assert.DoesNotContain(app.Acme.Secret, tenant.ProtectedSecret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_that_old_hosts_append_is_part_of_the_hash()
    {
        const string Target = Installed + "?user_key=admin";

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(Target, app.Acme.Event("installed"), app.SignedToken(app.Acme, Target))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Target, app.Acme.Event("installed"), app.SignedToken(app.Acme, Installed))).StatusCode);
    }

    [Fact]
    public async Task A_hundred_installations_at_once_leave_one_tenant_with_a_secret_that_works()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => Site.NewSecret()).ToList();
        var answers = await Task.WhenAll(secrets.Select(secret => app.InstallAsync(new Site("acme", "confluence") { Secret = secret })));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode));
        Assert.Single(await app.TenantsAsync());

        app.Acme.Secret = Site.NewSecret();
        await app.InstallAsync(app.Acme);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
    }

    [Fact]
    public async Task The_last_secret_signs_and_the_one_before_it_verifies_for_ten_minutes()
    {
        await app.InstallAsync(app.Acme);
        var before = new Site("acme", "confluence") { Secret = app.Acme.Secret };
        app.Acme.Secret = Site.NewSecret();
        await app.InstallAsync(app.Acme);

        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(before, "/macros/editor")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenAsync(before, "/macros/editor")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
    }

    [Fact]
    public async Task A_repeated_event_does_not_forget_the_secret_before_it()
    {
        await app.InstallAsync(app.Acme);
        var before = new Site("acme", "confluence") { Secret = app.Acme.Secret };
        app.Acme.Secret = Site.NewSecret();
        await app.InstallAsync(app.Acme);
        await app.InstallAsync(app.Acme);

        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(before, "/macros/editor")).StatusCode);
    }

    [Fact]
    public async Task A_renamed_site_keeps_its_tenant()
    {
        await app.InstallAsync(app.Acme);
        await app.InstallAsync(app.Acme with { BaseUrl = "https://acme-renamed.atlassian.net/wiki" });

        Assert.Equal("https://acme-renamed.atlassian.net/wiki", Assert.Single(await app.TenantsAsync()).BaseUrl);
    }

    [Fact]
    public async Task An_uninstalled_site_gets_nothing_and_comes_back_with_its_tenant()
    {
        await app.InstallAsync(app.Acme);
        var id = Assert.Single(await app.TenantsAsync()).Id;

        Assert.Equal(HttpStatusCode.NoContent, (await UninstallAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await UninstallAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await HookAsync("disabled")).StatusCode);

        await app.InstallAsync(app.Acme);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
        Assert.Equal(id, Assert.Single(await app.TenantsAsync()).Id);
    }

    [Fact]
    public async Task An_unknown_site_may_uninstall() => Assert.Equal(HttpStatusCode.NoContent, (await UninstallAsync()).StatusCode);

    [Fact]
    public async Task Enabled_and_disabled_are_remembered()
    {
        await app.InstallAsync(app.Acme);

        Assert.Equal(HttpStatusCode.NoContent, (await HookAsync("disabled")).StatusCode);
        Assert.NotNull(Assert.Single(await app.TenantsAsync()).DisabledAt);
        Assert.Equal(HttpStatusCode.NoContent, (await HookAsync("enabled")).StatusCode);
        Assert.Null(Assert.Single(await app.TenantsAsync()).DisabledAt);
    }

    [Fact]
    public async Task Globex_cannot_disable_or_uninstall_acme()
    {
        await app.InstallAllAsync();
        var disable = app.Acme.Event("disabled").ToJsonString();
        var byGlobex = app.Globex.Token("POST", "/connect/disabled", app.Now, accountId: null);

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Http.SendAsync(app.Acme.Post("/connect/disabled", disable, byGlobex), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("/connect/uninstalled", app.Acme.Event("uninstalled"), app.SignedToken(app.Globex, "/connect/uninstalled"))).StatusCode);
        Assert.All(await app.TenantsAsync(), tenant => Assert.True(tenant.IsInstalled && tenant.DisabledAt is null));
    }

    private Task<HttpResponseMessage> UninstallAsync() =>
        PostAsync("/connect/uninstalled", app.Acme.Event("uninstalled"), app.SignedToken(app.Acme, "/connect/uninstalled"));

    private Task<HttpResponseMessage> HookAsync(string name) =>
        PostAsync($"/connect/{name}", app.Acme.Event(name), app.Acme.Token("POST", $"/connect/{name}", app.Now, accountId: null));

    private Task<HttpResponseMessage> PostAsync(string target, JsonObject body, string? token) =>
        app.Http.SendAsync(app.Acme.Post(target, body.ToJsonString(), token), Cancel);
}

using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>The older flow, which a setting turns on: four branches, and what must not slip between them.</summary>
public sealed class SharedSecretInstallationTests : IDisposable
{
    private const string Installed = "/connect/installed";

    private readonly MarkdwellApp app = new(("Connect:InstallAuthentication", "SharedSecret"));

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task No_token_and_an_unknown_client_key_is_a_first_installation()
    {
        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(app.Acme, token: null));
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
    }

    [Fact]
    public async Task No_token_and_a_known_client_key_is_a_takeover()
    {
        await InstallAsync(app.Acme, token: null);
        await RefusedAsync(Attacker, token: null);
    }

    [Fact]
    public async Task A_token_whose_tenant_is_unknown_is_a_first_installation() =>
        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(app.Acme, app.Acme.Token("POST", Installed, app.Now)));

    [Fact]
    public async Task A_token_signed_with_the_stored_secret_updates()
    {
        await InstallAsync(app.Acme, token: null);
        var token = app.Acme.Token("POST", Installed, app.Now);
        app.Acme.Secret = Site.NewSecret();

        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(app.Acme, token));
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
    }

    [Fact]
    public async Task An_uninstalled_site_comes_back_with_its_last_secret_only()
    {
        await InstallAsync(app.Acme, token: null);
        var uninstall = app.Acme.Post("/connect/uninstalled", app.Acme.Event("uninstalled").ToJsonString(), app.Acme.Token("POST", "/connect/uninstalled", app.Now));
        Assert.Equal(HttpStatusCode.NoContent, (await app.Http.SendAsync(uninstall, Cancel)).StatusCode);

        await RefusedAsync(Attacker, token: null);
        Assert.Equal(HttpStatusCode.NoContent, await InstallAsync(app.Acme, app.Acme.Token("POST", Installed, app.Now)));
    }

    [Fact]
    public async Task The_secret_before_the_last_neither_updates_nor_uninstalls()
    {
        await InstallAsync(app.Acme, token: null);
        var thief = new Site("acme", "confluence") { Secret = app.Acme.Secret };
        var rotation = app.Acme.Token("POST", Installed, app.Now);
        app.Acme.Secret = Site.NewSecret();
        await InstallAsync(app.Acme, rotation);

        await RefusedAsync(Attacker, thief.Token("POST", Installed, app.Now));
        var uninstall = thief.Post("/connect/uninstalled", thief.Event("uninstalled").ToJsonString(), thief.Token("POST", "/connect/uninstalled", app.Now));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.SendAsync(uninstall, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, "/macros/editor")).StatusCode);
    }

    [Theory]
    [InlineData("own secret")]
    [InlineData("globex")]
    [InlineData("unknown issuer")]
    [InlineData("expired")]
    [InlineData("other request")]
    [InlineData("context-qsh")]
    [InlineData("malformed")]
    [InlineData("rs256")]
    public async Task Any_other_token_for_a_known_client_key_is_a_takeover(string kind)
    {
        await InstallAsync(app.Acme, token: null);
        await InstallAsync(app.Globex, token: null);
        var token = kind switch
        {
            "own secret" => Attacker.Token("POST", Installed, app.Now),
            "globex" => app.Globex.Token("POST", Installed, app.Now),
            "unknown issuer" => TestToken.Hs256(TestToken.Claims("nobody", TestToken.Qsh("POST", Installed), app.Now), Attacker.Secret),
            "expired" => app.Acme.Token("POST", Installed, app.Now.AddMinutes(-10)),
            "other request" => app.Acme.Token("POST", "/connect/enabled", app.Now),
            "context-qsh" => TestToken.Hs256(TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now), app.Acme.Secret),
            "malformed" => "a.b.c",
            _ => app.SignedToken(app.Acme, Installed),
        };

        await RefusedAsync(Attacker, token);
    }

    [Fact]
    public async Task A_token_of_an_unknown_issuer_cannot_speak_for_another_client_key() =>
        Assert.Equal(HttpStatusCode.Forbidden, await InstallAsync(app.Acme, app.Globex.Token("POST", Installed, app.Now)));

    [Fact]
    public async Task Of_fifty_first_installations_at_once_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => InstallAsync(new Site("acme", "confluence"), token: null)));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Equal(49, answers.Count(answer => answer == HttpStatusCode.Forbidden));
    }

    private static Site Attacker { get; } = new("acme", "confluence");

    private async Task RefusedAsync(Site attacker, string? token)
    {
        var before = await app.SnapshotAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await InstallAsync(attacker, token));
        Assert.Equal(before, await app.SnapshotAsync());
    }

    private async Task<HttpStatusCode> InstallAsync(Site site, string? token)
    {
        using var response = await app.Http.SendAsync(site.Post(Installed, site.Event("installed").ToJsonString(), token), Cancel);
        return response.StatusCode;
    }
}

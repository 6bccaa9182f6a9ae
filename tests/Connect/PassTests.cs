using System.Buffers.Text;
using System.Net;
using System.Text;
using Markdwell.Models;
using Markdwell.Services.Connect.Seals;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>A pass opens pictures and nothing else, and nothing else opens pictures.</summary>
public sealed class PassTests : IAsyncLifetime
{
    private const string PageId = "1001";

    private readonly MarkdwellApp app = new();

    public async ValueTask InitializeAsync() => await app.InstallAllAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_pass_comes_to_the_picture_and_lasts_for_an_hour_at_least()
    {
        var pass = await PassAsync(app.Acme);
        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(pass));

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(pass));

        app.Clock.Advance(TimeSpan.FromMinutes(62));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(pass));
    }

    [Fact]
    public async Task Within_an_hour_a_pass_stays_the_same()
    {
        app.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(app.Now.Ticks % TimeSpan.TicksPerHour));
        var first = await PassAsync(app.Acme);
        app.Clock.Advance(TimeSpan.FromMinutes(50));

        Assert.Equal(first, await PassAsync(app.Acme));
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.NotEqual(first, await PassAsync(app.Acme));
    }

    [Fact]
    public async Task After_a_rotation_a_pass_is_good_for_ten_minutes()
    {
        var pass = await PassAsync(app.Acme);
        app.Acme.Secret = Site.NewSecret();
        await app.InstallAsync(app.Acme);

        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(pass));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(pass));
    }

    [Fact]
    public async Task A_site_that_has_uninstalled_the_app_has_no_passes()
    {
        var pass = await PassAsync(app.Acme);
        using var response = await app.Http.SendAsync(
            app.Acme.Post("/connect/uninstalled", app.Acme.Event("uninstalled").ToJsonString(), app.SignedToken(app.Acme, "/connect/uninstalled")), Cancel);
        Assert.True(response.IsSuccessStatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(pass));
    }

    public static TheoryData<string> Forgeries() =>
    [
        "none", "empty", "malformed", "cut", "mac cut", "mac alone", "mac changed", "account changed", "page changed", "expiry changed", "another site's name", "sealed for a picture", "another spelling",
        "a field more", "signed by the secret itself", "a context token", "a frame token", "huge", "no json",
    ];

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_pass_that_is_none_is_refused(string forgery)
    {
        var tenant = await TenantAsync(app.Acme);
        var pass = await PassAsync(app.Acme);
        var bytes = Base64Url.DecodeFromChars(pass);
        string With(int at, Func<string, string> change) =>
            Base64Url.EncodeToString([.. bytes[..32], .. Encoding.UTF8.GetBytes(Words(bytes, at, change))]);
        var forged = forgery switch
        {
            "none" => null,
            "empty" => "",
            "malformed" => "a.b.c",
            "cut" => pass[..^4],
            "mac cut" => Base64Url.EncodeToString(bytes.AsSpan(16)),
            "mac alone" => Base64Url.EncodeToString(bytes.AsSpan(0, 32)),
            "mac changed" => Base64Url.EncodeToString([(byte)(bytes[0] ^ 1), .. bytes[1..]]),
            "account changed" => With(1, _ => People.Bob),
            "page changed" => With(2, _ => "1002"),
            "expiry changed" => With(3, hours => hours + "0"),
            "another site's name" => With(0, _ => app.Globex.ClientKey),
            "sealed for a picture" => app.Services.GetRequiredService<PictureSeals>().For(tenant)([app.Acme.ClientKey, People.Alice, PageId, "9999999"]),
            "another spelling" => pass + "=",
            "a field more" => Seal.Write(Seal.Key(Encoding.UTF8.GetBytes(app.Acme.Secret), Purpose.Pass), [app.Acme.ClientKey, People.Alice, PageId, "9999999", "x"]),
            "signed by the secret itself" => Seal.Write(Encoding.UTF8.GetBytes(app.Acme.Secret), [app.Acme.ClientKey, People.Alice, PageId, "9999999"]),
            "a context token" => TestToken.Hs256(TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now, People.Alice), app.Acme.Secret),
            "a frame token" => app.Acme.Token("GET", "/pictures/x", app.Now),
            "huge" => new string('A', 20_000),
            "no json" => Base64Url.EncodeToString(new byte[64]),
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, null),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(forged));
        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(pass));
    }

    [Fact]
    public async Task Two_passes_are_none()
    {
        var pass = await PassAsync(app.Acme);

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync($"/pictures/x?pass={pass}&pass={pass}"));
    }

    [Fact]
    public async Task A_token_of_the_product_opens_no_picture()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenAsync(app.Acme, "/pictures/x")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync("/pictures/x", TestToken.Hs256(TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now), app.Acme.Secret)));
    }

    [Fact]
    public async Task A_pass_opens_no_page()
    {
        var pass = await PassAsync(app.Acme);

        foreach (var page in (string[])["/macros/editor", "/macros/markdown", "/macros/export"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync($"{page}?pass={pass}"));
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync($"{page}?jwt={pass}"));
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(page, pass));
        }
    }

    [Fact]
    public async Task A_pass_is_in_no_log()
    {
        var pass = await PassAsync(app.Acme);
        await OpenAsync(pass);

        Assert.DoesNotContain(app.Log.Lines, line => line.Contains(pass, StringComparison.Ordinal));
    }

    private static string Words(byte[] pass, int at, Func<string, string> change)
    {
        var words = System.Text.Json.JsonSerializer.Deserialize<string[]>(pass.AsSpan(32))!;
        words[at] = change(words[at]);
        return System.Text.Json.JsonSerializer.Serialize(words);
    }

    private async Task<Tenant> TenantAsync(Site site) => (await app.TenantsAsync()).Single(tenant => tenant.ClientKey == site.ClientKey);

    private async Task<string> PassAsync(Site site) => app.Services.GetRequiredService<Passes>().Issue(await TenantAsync(site), People.Alice, PageId);

    /// <summary>With a good pass there is nothing to be found under this name.</summary>
    private Task<HttpStatusCode> OpenAsync(string? pass) => GetAsync("/pictures/x" + (pass is null ? "" : $"?pass={pass}"));

    private async Task<HttpStatusCode> GetAsync(string target, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Authorization = token is null ? null : new("JWT", token) } };
        using var response = await app.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}

using System.Diagnostics;
using System.IdentityModel.Tokens.Jwt;
using System.Net;
using System.Text;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect.Calls;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Atlassian;

public sealed class SignedCallTests : IAsyncLifetime
{
    private const string Wiki = "https://acme.atlassian.net/wiki";

    private readonly MarkdwellApp app = new();
    private Tenant tenant = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InstallAsync(app.Acme);
        tenant = Assert.Single(await app.TenantsAsync());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IConfluenceApi Confluence => app.Services.GetRequiredService<ProductClients>().For<IConfluenceApi>(tenant);

    private IJiraApi Jira => app.Services.GetRequiredService<ProductClients>().For<IJiraApi>(tenant);

    [Fact]
    public async Task The_stock_handler_accepts_the_signature_and_finds_the_claims()
    {
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1", "{}");
        await Confluence.GetPageAsync("1", "storage", null, null, Cancel);

        var token = Token(app.Internet.Calls.Last().Authorization);
        new JwtSecurityTokenHandler { MapInboundClaims = false }.ValidateToken(token, new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(app.Acme.Secret)),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidIssuer = "markdwell",
            ValidAudience = app.Acme.ClientKey,
            ClockSkew = TimeSpan.Zero,
        }, out var validated);

        var jwt = (JwtSecurityToken)validated;
        Assert.Equal(TimeSpan.FromMinutes(3), jwt.ValidTo - jwt.IssuedAt);
        Assert.Equal(TestToken.Qsh("GET", "/api/v2/pages/1?body-format=storage"), jwt.Payload["qsh"]);
    }

    [Fact]
    public async Task Atlassians_own_library_accepts_the_hash_of_every_call()
    {
        foreach (var method in (string[])["GET", "POST", "PUT"])
        {
            foreach (var url in (string[])[$"{Wiki}/api/v2/pages/1", $"{Wiki}/rest/api/content/1/permission/check", $"{Wiki}/rest/api/3/issue/1/properties/a b+c%3F", $"{Wiki}/rest/api/content/1/history/2/macro/id/x"])
            {
                app.Internet.OnJson(method, new Uri(url).GetLeftPart(UriPartial.Path), "{}");
            }
        }

        await Confluence.GetPageAsync("1", "storage", 3, true, Cancel);
        await Confluence.CheckPermissionAsync("1", new(new("user", "712020:a b"), "read"), Cancel);
        await Confluence.GetMacroBodyAsync("1", 2, "x", Cancel);
        await Jira.SetIssuePropertyAsync("1", "a b+c?", JsonDocument.Parse("1").RootElement, Cancel);

        foreach (var call in app.Internet.Calls.Where(call => call.Uri.Host == "acme.atlassian.net"))
        {
            Assert.Equal("ok", await DecodeWithAtlassianJwtAsync(call.Method, call.Uri.PathAndQuery["/wiki".Length..], Token(call.Authorization)));
        }
    }

    [Fact]
    public async Task A_call_to_any_other_host_never_leaves()
    {
        foreach (var url in (string[])["https://evil.example.com/wiki/rest", "https://acme.atlassian.net.evil.example.com/wiki/rest", "http://acme.atlassian.net/wiki/rest", "https://acme.atlassian.net:8443/wiki/rest", "https://acme.atlassian.net/rest", "https://acme.atlassian.net/wikis/rest"])
        {
            using var client = new HttpClient(app.Services.GetRequiredService<CallSigner>().For(tenant, app.Internet.Handler()));
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri(url), Cancel));
            Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.AbsoluteUri == url);
        }
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ => new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { Location = new Uri("https://evil.example.com/") } });

        Assert.Equal(CallOutcome.Malformed, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);
        Assert.DoesNotContain(app.Internet.Calls, call => call.Uri.Host == "evil.example.com");
    }

    [Fact]
    public async Task Told_to_wait_it_waits_as_long_as_told()
    {
        var calls = 0;
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ => calls++ == 0 ? TooMany("2") : Internet.Json("{}"));
        var watch = Stopwatch.StartNew();

        Assert.Equal(CallOutcome.Ok, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);

        Assert.Equal(2, calls);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1.9), $"It came back after {watch.Elapsed}.");
    }

    [Fact]
    public async Task After_four_tries_it_gives_up()
    {
        var calls = 0;
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ =>
        {
            calls++;
            return TooMany("0");
        });

        Assert.Equal(CallOutcome.RateLimited, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task Told_to_wait_for_longer_than_anybody_looks_it_says_so_at_once()
    {
        var calls = 0;
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ =>
        {
            calls++;
            return TooMany("3000");
        });

        Assert.Equal(CallOutcome.RateLimited, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_read_is_tried_again_after_a_fault()
    {
        var calls = 0;
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ => calls++ switch
        {
            0 => throw new HttpRequestException("reset"),
            1 => Internet.Json("", HttpStatusCode.BadGateway),
            _ => Internet.Json("{}"),
        });

        Assert.Equal(CallOutcome.Ok, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_read_that_hangs_is_tried_once_more_and_then_given_up()
    {
        var calls = 0;
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", async request =>
        {
            calls++;
            await Task.Delay(Timeout.Infinite, Cancel);
            return new();
        });
        var watch = Stopwatch.StartNew();

        Assert.Equal(CallOutcome.Unavailable, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);

        Assert.Equal(2, calls);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(40), $"It came back after {watch.Elapsed}.");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(null)]
    public async Task A_write_of_unknown_fate_is_not_repeated(HttpStatusCode? status)
    {
        var calls = 0;
        app.Internet.On("PUT", $"{Wiki}/rest/api/3/issue/1/properties/x", _ =>
        {
            calls++;
            return status is { } answer ? Internet.Json("", answer) : throw new HttpRequestException("reset");
        });

        Assert.NotEqual(CallOutcome.Ok, await Jira.SetIssuePropertyAsync("1", "x", JsonDocument.Parse("1").RootElement, Cancel).OutcomeAsync());
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_write_that_was_refused_for_its_speed_comes_again()
    {
        var calls = 0;
        app.Internet.On("PUT", $"{Wiki}/rest/api/3/issue/1/properties/x", _ => calls++ == 0 ? TooMany("0") : Internet.Json("", HttpStatusCode.Created));

        Assert.Equal(CallOutcome.Ok, await Jira.SetIssuePropertyAsync("1", "x", JsonDocument.Parse("{\"a\":1}").RootElement, Cancel).OutcomeAsync());
        Assert.Equal(2, calls);
        Assert.Equal("""{"a":1}""", app.Internet.Calls.Last().Body);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        app.Internet.On("GET", $"{Wiki}/api/v2/pages/1", _ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[9 * 1024 * 1024]) });

        Assert.Equal(CallOutcome.Unavailable, (await Confluence.GetPageAsync("1", null, null, null, Cancel).AnswerAsync()).Outcome);
    }

    [Fact]
    public async Task Reads_have_no_body()
    {
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1", "{}");
        await Confluence.GetPageAsync("1", null, null, null, Cancel);

        Assert.Null(app.Internet.Calls.Last().Body);
    }

    private static HttpResponseMessage TooMany(string retryAfter) =>
        new(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", retryAfter } } };

    private static string Token(string? authorization) => authorization!["JWT ".Length..];

    /// <summary>npm @atlassian/atlassian-jwt: the same code that Atlassian's own framework verifies with.</summary>
    private async Task<string> DecodeWithAtlassianJwtAsync(string method, string target, string token)
    {
        const string Script = """
            const jwt = require('@atlassian/atlassian-jwt');
            const [method, target, token, secret] = process.argv.slice(1);
            const { pathname, searchParams } = new URL(target, 'https://acme.atlassian.net');
            const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
            const request = { method, pathname: decodeURIComponent(pathname), query };
            const claims = jwt.decodeSymmetric(token, secret, 'HS256');
            console.log(claims.qsh === jwt.createQueryStringHash(request) ? 'ok' : jwt.createCanonicalRequest(request));
            """;
        return await Node.RunAsync(Script, method, target, token, app.Acme.Secret);
    }
}

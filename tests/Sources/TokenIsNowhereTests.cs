using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdwell.Models;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Sources;

/// <summary>
/// A connection's token goes to its host and is found nowhere else but encrypted in its own column: after everything that
/// the app can do with it, and with a host that sends it back in all ways a host has.
/// </summary>
public sealed partial class TokenIsNowhereTests : IAsyncLifetime
{
    private const string Token = "ghp_MarkedTokenOfAcmeThatIsFoundNowhere";
    private const string GitHub = "https://api.github.com";
    private const string Address = "https://github.com/acme/docs/blob/main/setup.md";
    private const string Properties = $"{Wiki}/api/v2/pages/1001/properties";

    private static readonly byte[] Png = Convert.FromHexString("89504E470D0A1A0A0000000D494844520000000200000003");

    // As in SecrecyTests: an operator who looks for a fault turns everything up.
    private readonly MarkdwellApp app = new(
        [.. ((string[])["Default", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.DataProtection", "Polly", "System.Net.Http.HttpClient"])
            .SelectMany(category => (string[])["Logging:LogLevel:" + category, "Logging:Lines:LogLevel:" + category]).Select(name => (name, "Trace"))]);

    private readonly ConcurrentQueue<string> answers = new();
    private readonly ConcurrentQueue<string> measures = new();
    private readonly MeterListener meters = new();
    private Action<HttpResponseMessage> echo = _ => { };

    /// <summary>Each answer of the host's holds the token somewhere else.</summary>
    private static Action<HttpResponseMessage>[] Echoes { get; } =
    [
        _ => { },
        answer => answer.Content = Body("# Debugging\n\nYou sent: Authorization: Bearer " + Token),
        answer => answer.Content = Body($$"""[{"sha":"{{Token}}","commit":{"committer":{"date":"{{Token}}"},"message":"{{Token}}"} }]"""),
        answer => answer.Headers.ETag = new($"\"{Token}\""),
        answer => answer.Content.Headers.ContentType = new("text/" + Token),
        answer => answer.Headers.TryAddWithoutValidation("X-OAuth-Scopes", Token),
        answer => (answer.StatusCode, answer.ReasonPhrase) = (HttpStatusCode.BadRequest, Token),
        answer => (answer.StatusCode, answer.Headers.Location) = (HttpStatusCode.Found, new($"{GitHub}/meta?access_token={Token}")),
        answer => (answer.StatusCode, answer.Content) = (HttpStatusCode.Unauthorized, Body("Bad credentials: " + Token)),
        answer =>
        {
            (answer.StatusCode, answer.Content) = (HttpStatusCode.TooManyRequests, Body(Token));
            answer.Headers.TryAddWithoutValidation("Retry-After", Token);
        },
        answer => (answer.StatusCode, answer.Content) = (HttpStatusCode.InternalServerError, Body(Token)),
        _ => throw new HttpRequestException("Received an invalid header line: " + Token, new IOException(Token)),
    ];

    public async ValueTask InitializeAsync()
    {
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measure(instrument, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measure(instrument, tags));
        meters.Start();
        await app.InstallAllAsync();
        app.Internet.OnJson("GET", $"{Wiki}/rest/api/user", """{"operations":[{"operation":"administer","targetType":"application"}]}""");
        app.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        app.Internet.OnJson("GET", Properties, """{"results":[]}""");
        app.Internet.OnJson("POST", Properties, "{}");
        new AcmeConfluence(app).HasPage(7, Stored("", parameters: $"""<ac:parameter ac:name="address">{Address}</ac:parameter>"""));
        Answers("/meta", "{}"u8.ToArray(), "application/json");
        Answers("/repos/acme/docs", "{}"u8.ToArray(), "application/json");
        Answers("/repos/acme/docs/commits", Encoding.UTF8.GetBytes($$"""[{"sha":"{{SourceStand.Commit1}}","commit":{"committer":{"date":"2026-11-20T08:00:00Z"} } }]"""), "application/json");
        Answers("/repos/acme/docs/contents/setup.md", "# Setup\n\n![Logo](logo.png)"u8.ToArray(), "text/plain");
        Answers("/repos/acme/docs/contents/logo.png", Png, "image/png");
    }

    public async ValueTask DisposeAsync()
    {
        meters.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Whatever_the_host_does_with_it()
    {
        var form = new { name = "Docs", host = "github.com", kind = "GitHub", repositories = "acme/docs", token = Token };
        await PostAsync("/settings/connections/save", form with { host = "" });
        await PostAsync("/settings/connections/save", form with { token = Token + " with a space" });
        await PostAsync("/settings/connections/test", form);
        await PostAsync("/settings/connections/save", form);
        foreach (var way in Echoes)
        {
            echo = way;
            await UseEverythingAsync(form);
        }

        // The last good text is there after all of it, and the host was shown the token to bring it.
        Assert.Contains("Setup", answers.Last(answer => answer.Contains("<article", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(app.Internet.Calls, call => call.Authorization == "Bearer " + Token);
        await UntilAsync(() => app.Internet.Calls.Any(call => call is { Method: "POST", Uri.AbsoluteUri: Properties }));
        var connection = await ConnectionAsync();

        IsNotIn(answers, connection.ProtectedToken!);
        IsNotIn(app.Internet.Calls.Select(call => $"{call.Uri} {call.Body}"), connection.ProtectedToken!);
        IsNotIn(app.Internet.Calls.Where(call => call.Uri.Host != "api.github.com").Select(call => $"{call.Uri} {call.Authorization}"));
        IsNotIn(app.Log.Lines);
        Assert.Contains(app.Log.Lines, line => line.Contains("the answer holds the token", StringComparison.Ordinal));
        Assert.Contains(measures, measure => measure.StartsWith("http.server", StringComparison.Ordinal));
        IsNotIn(measures);
        var files = await DatabaseFiles.ReadAsync(app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>());
        Assert.Contains(files, file => file.Contains("# Setup", StringComparison.Ordinal));
        IsNotIn(files);
    }

    [Theory]
    [InlineData(HostKind.AzureDevOps, Token)]
    [InlineData(HostKind.Bitbucket, "bob@example.com:" + Token)]
    public async Task Nor_when_it_was_packed_for_the_way(HostKind kind, string token)
    {
        var host = kind == HostKind.Bitbucket ? "bitbucket.org" : "dev.azure.com";
        var asked = kind == HostKind.Bitbucket ? "https://api.bitbucket.org/2.0/user" : "https://dev.azure.com/acme/docs/_apis/git/repositories/docs";
        var form = new { name = "Docs", host, kind = kind.ToString(), repositories = kind == HostKind.Bitbucket ? "" : "acme/docs/docs", token };
        foreach (var said in (string[])[Token, Convert.ToBase64String(Encoding.ASCII.GetBytes((kind == HostKind.Bitbucket ? "" : ":") + token))])
        {
            app.Internet.On("GET", asked, _ =>
            {
                var answer = Internet.Json("{}");
                answer.Headers.TryAddWithoutValidation("X-OAuth-Scopes", said);
                return answer;
            });
            await PostAsync("/settings/connections/test", form);
            Assert.Contains("Is it another kind of host?", answers.Last(), StringComparison.Ordinal);
            Assert.DoesNotContain(answers, answer => answer.Contains(said, StringComparison.Ordinal));
        }
    }

    private async Task UseEverythingAsync(object form)
    {
        // So that nothing is left alone because of the fault before.
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        using var settings = await KeepAsync(await app.OpenAsync(app.Acme, "/settings/connections"));
        await PostAsync("/settings/connections/test", form);
        await PostAsync("/settings/connections/test", new { id = (await ConnectionAsync()).Id });
        using var list = await SendAsync(HttpMethod.Get, "/settings/connections/list", null);
        var query = Macro(7)["/macros/markdown".Length..];
        await PostAsync("/macros/refresh" + query, new { });
        await PostAsync("/macros/preview?address=" + Uri.EscapeDataString(Address), new { });
        using var export = await KeepAsync(await app.OpenAsync(app.Acme, "/macros/export" + query));
        using var page = await KeepAsync(await app.OpenAsync(app.Acme, Macro(7)));
        foreach (Match picture in PictureUrl.Matches(await page.Content.ReadAsStringAsync(Cancel)))
        {
            using var shown = await KeepAsync(await app.Http.GetAsync(new Uri(picture.Value, UriKind.Relative), Cancel));
        }
    }

    private void Answers(string path, byte[] content, string mediaType) => app.Internet.On("GET", GitHub + path, _ =>
    {
        var answer = new HttpResponseMessage { Content = new ByteArrayContent(content) { Headers = { ContentType = new(mediaType) } } };
        echo(answer);
        return answer;
    });

    private async Task PostAsync(string target, object form)
    {
        using var answer = await SendAsync(HttpMethod.Post, target, JsonSerializer.Serialize(form));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string? body)
    {
        var claims = TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now, People.Alice);
        claims["context"] = new JsonObject { ["confluence"] = new JsonObject { ["content"] = new JsonObject { ["id"] = "1001" } } };
        using var request = new HttpRequestMessage(method, target) { Headers = { Authorization = new("JWT", TestToken.Hs256(claims, app.Acme.Secret)) } };
        request.Content = body is null ? null : new StringContent(body);
        return await KeepAsync(await app.Http.SendAsync(request, Cancel));
    }

    private async Task<HttpResponseMessage> KeepAsync(HttpResponseMessage answer)
    {
        answers.Enqueue($"{answer} {await answer.Content.ReadAsStringAsync(Cancel)}");
        return answer;
    }

    private void Measure(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measures.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}");

    private async Task<Connection> ConnectionAsync()
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        return await db.Connections.AsNoTracking().SingleAsync(Cancel);
    }

    private static void IsNotIn(IEnumerable<string> texts, params string[] others)
    {
        string[] spellings = [Token, Convert.ToBase64String(Encoding.ASCII.GetBytes(Token)), Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Token)), Uri.EscapeDataString("Bearer " + Token), .. others];
        foreach (var text in texts)
        {
            Assert.All(spellings, spelling => Assert.DoesNotContain(spelling, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, Cancel);
        }
    }

    private static StringContent Body(string text) => new(text, Encoding.UTF8, "text/plain");

    [GeneratedRegex("""/pictures/[^"]+""", RegexOptions.None, 1000)]
    private static partial Regex PictureUrl { get; }
}

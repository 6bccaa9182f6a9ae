using System.Diagnostics.Metrics;
using System.Net;
using Markdwell.Services;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Observing;

/// <summary>What leaves the server as metrics, traces and logs, at their most talkative, is no token, no secret and no text.</summary>
public sealed class ObservedSecrecyTests : IAsyncLifetime
{
    private const string Secretive = "a confidential text";

    private const string Moved =
        """{"issue":{"id":"98765","fields":{"summary":"a summary of Acme"}},"changelog":{"items":[{"field":"status","toString":"a confidential status"}]}}""";

    private static readonly (string, string)[] Loud =
    [
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"),
        ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Trace"),
        ("Logging:OpenTelemetry:LogLevel:Default", "Trace"), ("Logging:OpenTelemetry:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:Polly", "Trace"), ("Logging:LogLevel:System.Net.Http.HttpClient", "Trace"),
    ];

    private static readonly Dictionary<string, HttpStatusCode> Faults = new(StringComparer.Ordinal)
    {
        ["98765"] = HttpStatusCode.Forbidden,
        ["98766"] = HttpStatusCode.ServiceUnavailable,
        ["98767"] = HttpStatusCode.TooManyRequests,
    };

    private Collector collector = null!;
    private MarkdwellApp app = null!;

    public async ValueTask InitializeAsync()
    {
        collector = await Collector.StartAsync();
        app = new([.. Loud, .. collector.Settings]);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_that_leaves_names_a_token_a_secret_or_a_text()
    {
        await app.InstallAllAsync();
        var addresses = await ReadersComeAsync();
        var tokens = await WebhooksComeAsync();
        await EndAsync();

        // It is all there: else nothing would be found in it either.
        Assert.Contains("markdwell.request.duration", collector.Everything("metrics"), StringComparison.Ordinal);
        Assert.Contains("markdwell.product.call.duration", collector.Everything("metrics"), StringComparison.Ordinal);
        Assert.Contains("GET /api/v2/pages/{pageId}", collector.Everything("traces"), StringComparison.Ordinal);
        Assert.Contains("GET /Macros/Markdown", collector.Everything("traces"), StringComparison.Ordinal);
        Assert.Contains("job Issue", collector.Everything("traces"), StringComparison.Ordinal);
        Assert.Contains("WrongSignature", collector.Everything("logs"), StringComparison.Ordinal);
        Assert.Contains("Microsoft.EntityFrameworkCore", collector.Everything("logs"), StringComparison.Ordinal);

        string[] secrets =
        [
            app.Acme.Secret, app.AcmeJira.Secret, app.Globex.Secret, Secretive, "confidential", "jwt=", "a summary of Acme",
            .. addresses.Concat(tokens).Select(Signature),
            .. app.Internet.Calls.Select(call => call.Authorization).OfType<string>().Select(Signature),
        ];
        Assert.All(secrets, secret => Assert.Empty(collector.KindsWith(secret)));

        // Logs are for whoever runs the server and may name a site and an issue; numbers and spans go further.
        string[] names = ["acme", "globex", .. Faults.Keys, People.Alice, "5a3c0f00-0000"];
        Assert.All(names, name => Assert.Empty(collector.KindsWith(name).Except(["logs"])));
    }

    [Fact]
    public async Task A_secret_that_somebody_observes_would_be_found()
    {
        _ = app.Http;
        var said = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Token"] = app.Acme.Secret };
        app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("mistake").Log(LogLevel.Information, default, said, exception: null, (_, _) => "A mistake");
        app.Services.GetRequiredService<IMeterFactory>().Markdwell().CreateCounter<long>("mistake").Add(1, new KeyValuePair<string, object?>("token", app.Acme.Secret));
        using (var span = Observed.Spans.StartActivity("mistake"))
        {
            span!.SetTag("token", app.Acme.Secret);
        }

        await EndAsync();

        Assert.Equal(["logs", "metrics", "traces"], collector.KindsWith(app.Acme.Secret));
    }

    /// <summary>Whatever is not told yet is told first: an app that stops waits five seconds for it, which a busy machine needs for its first words.</summary>
    private async Task EndAsync()
    {
        Assert.True(app.Services.GetRequiredService<LoggerProvider>().ForceFlush());
        Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush());
        Assert.True(app.Services.GetRequiredService<TracerProvider>().ForceFlush());
        await app.DisposeAsync();
    }

    /// <summary>A text, a forged token, pages that Confluence does not give out, and a caller who sends words in a header for traces.</summary>
    private async Task<List<string>> ReadersComeAsync()
    {
        var confluence = new AcmeConfluence(app);
        confluence.HasBody(1, Secretive);
        confluence.Permits(People.Alice, "read");
        foreach (var (page, fault) in Faults)
        {
            app.Internet.OnJson("GET", AcmeConfluence.PageUrl(page), """{"message":"a confidential fault"}""", fault);
            app.Internet.OnJson("POST", $"{AcmeConfluence.Wiki}/rest/api/content/{page}/permission/check", """{"hasPermission":true}""");
        }

        List<string> addresses =
        [
            .. Faults.Keys.Select(page => app.Acme.Frame(AcmeConfluence.Macro(1, page), app.Now)),
            app.Acme.Frame(AcmeConfluence.Macro(1), app.Now),
            new Site("acme", "confluence").Frame(AcmeConfluence.Macro(1), app.Now), app.AcmeJira.Frame("/issues/note?issueId=98765", app.Now),
        ];
        foreach (var address in addresses.Append(addresses[0]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address)
            {
                Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }, { "tracestate", "x=confidential" }, { "baggage", "x=confidential" } },
            };
            using var response = await app.Http.SendAsync(request, Cancel);
        }

        return addresses;
    }

    private async Task<List<string>> WebhooksComeAsync()
    {
        const string IssueUpdated = "/webhooks/jira/issue-updated";
        app.Internet.OnJson("GET", "https://acme.atlassian.net/rest/api/3/issue/98765", "{}", HttpStatusCode.NotFound);
        var token = app.AcmeJira.Token("POST", IssueUpdated, app.Now);
        using var told = await app.Http.SendAsync(app.AcmeJira.Post(IssueUpdated, Moved, token), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        await app.UntilAsync(async db => app.Internet.Count("/issue/98765") > 0 && !await db.Jobs.AnyAsync(job => job.LeasedUntil != null, Cancel));
        return [token];
    }

    private static string Signature(string token) => token[(token.LastIndexOf('.') + 1)..];
}

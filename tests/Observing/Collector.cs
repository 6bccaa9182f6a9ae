using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Markdwell.Tests.Observing;

/// <summary>Where telemetry is sent to: takes all of it, and keeps every byte.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Bytes)> received = [];
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    /// <summary>Of an app that sends here, and does not wait for long before it does.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
    ];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/{**path}", collector.TakeAsync);
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>All that came of a kind, each byte a character: texts stand in protobuf as they are.</summary>
    public string Everything(string kind) => string.Concat(received.Where(one => one.Path == "/v1/" + kind).Select(one => one.Bytes));

    /// <returns>In which kinds a text is.</returns>
    public IEnumerable<string> KindsWith(string text)
    {
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        return ((string[])["logs", "metrics", "traces"]).Where(kind => Everything(kind).Contains(bytes, StringComparison.OrdinalIgnoreCase));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Assert.Empty(context.Request.Headers.ContentEncoding.ToString());
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
    }
}

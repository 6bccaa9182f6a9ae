using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Markdwell.Services;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Observing;

/// <summary>One trace leads from what a product tells to what the app asks it afterwards, through the database.</summary>
public sealed class TraceTests : IAsyncLifetime
{
    private const string PageUpdated = "/webhooks/confluence/page-updated";

    private readonly ConcurrentQueue<Activity> spans = [];
    private readonly ActivityListener listener;
    private readonly MarkdwellApp app = new();

    public TraceTests()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == Observed.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public async ValueTask InitializeAsync() => await app.InstallAllAsync();

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_webhook_its_job_and_the_jobs_call_are_one_trace()
    {
        app.Internet.OnJson("GET", AcmeConfluence.PageUrl("76543"), "{}", HttpStatusCode.NotFound);
        app.Internet.OnJson("GET", $"{AcmeConfluence.Wiki}/api/v2/blogposts/76543", "{}", HttpStatusCode.NotFound);
        using var told = await app.Http.SendAsync(
            app.Acme.Post(PageUpdated, """{"page":{"id":76543}}""", app.Acme.Token("POST", PageUpdated, app.Now)), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        await app.UntilAsync(_ => Task.FromResult(spans.Any(span => span.DisplayName == "job Page")));

        var delivery = spans.Single(span => span.DisplayName.Contains(PageUpdated, StringComparison.Ordinal));
        var job = spans.Single(span => span.DisplayName == "job Page" && span.TraceId == delivery.TraceId);
        var call = spans.First(span => span.DisplayName == "GET /api/v2/pages/{pageId}" && span.TraceId == delivery.TraceId);

        Assert.Equal((delivery.SpanId, job.SpanId), (job.ParentSpanId, call.ParentSpanId));
        Assert.Equal((ActivityKind.Server, ActivityKind.Consumer, ActivityKind.Client), (delivery.Kind, job.Kind, call.Kind));
        Assert.Equal("NotFound", call.GetTagItem("outcome"));
    }

    [Fact]
    public async Task Nobody_beyond_hears_of_a_trace_and_no_caller_names_one()
    {
        const string Theirs = "0af7651916cd43dd8448eb211c80319c";
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Acme.Frame("/macros/markdown?pageId=1", app.Now)) { Headers = { { "traceparent", $"00-{Theirs}-b7ad6b7169203331-01" } } };

        using var response = await app.Http.SendAsync(request, Cancel);

        Assert.Contains(spans, span => span.DisplayName == "GET /Macros/Markdown");
        Assert.DoesNotContain(spans, span => span.TraceId.ToHexString() == Theirs);
    }
}

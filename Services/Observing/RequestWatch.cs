using System.Diagnostics;
using System.Diagnostics.Metrics;
using Markdwell.Services.Connect;

namespace Markdwell.Services.Observing;

/// <summary>
/// Counts and times the requests of those who have to show a token. They are named by the endpoint: their paths and queries are
/// the caller's text, and the queries hold tokens. No trace is taken over from a caller's headers, for what stands in those is the
/// caller's text as well.
/// </summary>
internal sealed class RequestWatch(RequestDelegate next, IMeterFactory meters, TimeProvider clock)
{
    private readonly Histogram<double> duration = meters.Markdwell().CreateDuration("markdwell.request.duration", "Requests by endpoint and outcome");

    public Task InvokeAsync(HttpContext context) => duration.Enabled || Observed.Spans.HasListeners() ? WatchAsync(context) : next(context);

    private async Task WatchAsync(HttpContext context)
    {
        // Whatever runs here already is not ours.
        Activity.Current = null;
        using var span = Observed.Spans.StartActivity("request", ActivityKind.Server);
        var began = clock.GetTimestamp();
        await next(context);
        if (context.GetEndpoint() is not { DisplayName: { } endpoint } found || found.Metadata.GetMetadata<ExpectsTokenAttribute>() is null)
        {
            // Files and probes: nobody learns anything of them.
            Drop(span);
            return;
        }

        var outcome = OutcomeOf(context);
        duration.Record(clock.GetElapsedTime(began).TotalSeconds, new("endpoint", endpoint), new("outcome", outcome.ToString()));
        if (span is not null)
        {
            span.DisplayName = $"{context.Request.Method} {endpoint}";
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            span.End(outcome.ToString(), outcome == RequestOutcome.Failed);
        }
    }

    private static RequestOutcome OutcomeOf(HttpContext context) => context.Response.StatusCode switch
    {
        _ when context.RequestAborted.IsCancellationRequested => RequestOutcome.Aborted,
        >= StatusCodes.Status500InternalServerError => RequestOutcome.Failed,
        >= StatusCodes.Status400BadRequest => RequestOutcome.Refused,
        _ => context.Features.Get<RequestEnd>()?.Outcome ?? RequestOutcome.Done,
    };

    private static void Drop(Activity? span)
    {
        if (span is not null)
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}

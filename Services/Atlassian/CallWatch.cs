using System.Diagnostics;
using System.Diagnostics.Metrics;
using Markdwell.Models;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>
/// Times calls to the products, with all their tries. A call is named by its address before ids are filled in: the filled one would name
/// sites, pages and people.
/// </summary>
internal sealed class CallWatch(IMeterFactory meters, TimeProvider clock) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> Template = new(HttpRequestMessageOptions.RelativePathTemplate);
    private static readonly HttpRequestOptionsKey<Type> Api = new(HttpRequestMessageOptions.InterfaceType);

    private static readonly InstrumentAdvice<double> Parts = new() { HistogramBucketBoundaries = [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75] };

    private readonly Histogram<double> duration = meters.Markdwell().CreateDuration("markdwell.product.call.duration", "Calls to the products, with all their tries");
    private readonly Histogram<double> left = meters.Markdwell().CreateHistogram("markdwell.product.budget.left", "1", "Of what a product lets the app ask, as its answers say", tags: null, Parts);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!duration.Enabled && !Observed.Spans.HasListeners())
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var call = $"{request.Method} {(request.Options.TryGetValue(Template, out var template) ? template.Split('?')[0] : "other")}";
        using var span = Observed.Spans.StartActivity(call, ActivityKind.Client);
        var product = (request.Options.TryGetValue(Api, out var api) && api == typeof(IJiraApi) ? Product.Jira : Product.Confluence).ProductType();
        var (began, outcome) = (clock.GetTimestamp(), CallOutcome.Unavailable);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Hear(response, product);
            outcome = AnswerExtensions.Outcome(response.StatusCode);
            return response;
        }
        finally
        {
            duration.Record(clock.GetElapsedTime(began).TotalSeconds, new("product", product), new("call", call), new("outcome", outcome.ToString()));
            span?.SetTag("product", product);
            span.End(outcome.ToString(), outcome is CallOutcome.Unavailable or CallOutcome.RateLimited);
        }
    }

    private void Hear(HttpResponseMessage response, string product)
    {
        if (RateBudgets.Heard(response) is ({ } limit and > 0, { } rest))
        {
            left.Record((double)rest / limit, new KeyValuePair<string, object?>("product", product));
        }
    }
}

using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using Markdwell.Models;
using Polly.Timeout;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>
/// Lets a call of one site pass, or answers it as the product would: to wait, or that it is not to be had. So whoever called does what
/// he does then, and shows the last good copy.
/// </summary>
internal sealed class CallGate : DelegatingHandler
{
    // What is kept back shrinks from minute to minute.
    private static readonly TimeSpan WhenShort = TimeSpan.FromMinutes(1);

    private readonly Tenant tenant;
    private readonly Urgency urgency;
    private readonly PointsBudget points;
    private readonly ProductPauses pauses;
    private readonly Counter<long> held;

    public CallGate(Tenant tenant, Urgency urgency, PointsBudget points, ProductPauses pauses, Counter<long> held, HttpMessageHandler inner)
        : base(inner) => (this.tenant, this.urgency, this.points, this.pauses, this.held) = (tenant, urgency, points, pauses, held);

    /// <summary>Of calls that never became any: what times calls does not see them.</summary>
    public static Counter<long> Held(IMeterFactory meters) => meters.Markdwell().CreateCounter<long>("markdwell.product.calls.held", "{call}", "Calls that a product was not asked");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (pauses.Of(tenant.Id) is { } pause)
        {
            return Refuse(request, "Pause", pause.Status, pause.Wait);
        }

        if (points.IsHeld(tenant, urgency))
        {
            return Refuse(request, "Budget", HttpStatusCode.TooManyRequests, WhenShort);
        }

        PointsMeter.SetPayer(request, tenant);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            pauses.Hear(tenant.Id, response);
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException)
        {
            pauses.Hear(tenant.Id, response: null);
            throw;
        }
    }

    private HttpResponseMessage Refuse(HttpRequestMessage request, string reason, HttpStatusCode status, TimeSpan? wait)
    {
        held.Add(1, new("product", tenant.Product.ProductType()), new("reason", reason), new("urgency", urgency.ToString()));
        return new(status)
        {
            RequestMessage = request,
            Headers = { RetryAfter = wait is { } time ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds))) : null },
        };
    }
}

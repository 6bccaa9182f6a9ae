using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Markdwell.Services.Atlassian;

/// <summary>
/// What the products last said of how much each tenant may still ask, as far as this process has heard it. Nothing hangs on it but an
/// administrator's understanding. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
/// </summary>
public sealed class RateBudgets(TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, RateBudget> last = new();

    /// <returns>Null while nothing was said.</returns>
    public RateBudget? Of(int tenantId) => last.GetValueOrDefault(tenantId);

    /// <summary>Listens to the answers to one tenant's calls.</summary>
    internal DelegatingHandler Listen(int tenantId, HttpMessageHandler inner) => new Ear(this, tenantId, inner);

    /// <returns>What an answer says of it, each null where it does not.</returns>
    internal static (long? Limit, long? Left) Heard(HttpResponseMessage response) => (
        Number(Text(response.Headers, "X-RateLimit-Limit")) ?? Parameter(Text(response.Headers, "Beta-RateLimit-Policy"), "q"),
        Number(Text(response.Headers, "X-RateLimit-Remaining")) ?? Parameter(Text(response.Headers, "Beta-RateLimit"), "r"));

    private void Hear(int tenantId, HttpResponseMessage response)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var refusal = response.StatusCode == HttpStatusCode.TooManyRequests ? new RateRefusal(now, Text(response.Headers, "RateLimit-Reason")) : null;
        var (limit, left) = Heard(response);
        if (refusal is not null || left is not null)
        {
            last.AddOrUpdate(tenantId, _ => new(limit, left, now, refusal), (_, before) => new(limit, left, now, refusal ?? before.Refusal));
        }
    }

    private static string? Text(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary><c>"global-app-quota";r=64000;t=1800</c></summary>
    private static long? Parameter(string? text, string name) =>
        Number(text?.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..]);

    private sealed class Ear : DelegatingHandler
    {
        private readonly RateBudgets budgets;
        private readonly int tenantId;

        public Ear(RateBudgets budgets, int tenantId, HttpMessageHandler inner)
            : base(inner) => (this.budgets, this.tenantId) = (budgets, tenantId);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            budgets.Hear(tenantId, response);
            return response;
        }
    }
}

/// <param name="Limit">Of points or calls, in whatever time the product counts; null when it did not say.</param>
/// <param name="Left">Of them.</param>
/// <param name="At">When it said so.</param>
/// <param name="Refusal">The last time that it refused to answer because of a limit.</param>
public sealed record RateBudget(long? Limit, long? Left, DateTime At, RateRefusal? Refusal);

/// <param name="Reason">In the product's words: <c>jira-burst-based</c>.</param>
public sealed record RateRefusal(DateTime At, string? Reason);

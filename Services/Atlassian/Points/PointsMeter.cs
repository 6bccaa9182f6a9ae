using Markdwell.Models;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>Counts what each try of a call costs, and on whose account. Its place is below what tries again.</summary>
internal sealed class PointsMeter(PointsBudget points) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<Tenant> Payer = new("Markdwell.Payer");

    /// <summary>A call without one is nobody's: what a viewer without an account sees is not asked for by the app.</summary>
    public static void SetPayer(HttpRequestMessage request, Tenant tenant) => request.Options.Set(Payer, tenant);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Options.TryGetValue(Payer, out var tenant))
        {
            points.Spend(tenant, await CallPoints.OfAsync(request, response));
            points.Hear(tenant, response);
        }

        return response;
    }
}

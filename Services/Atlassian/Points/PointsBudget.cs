using Markdwell.Models;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>
/// Keeps one noisy site from spending what the products let the app ask for all of them: once the hour's points are gone, everybody is
/// refused. Each product counts for itself. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
/// </summary>
public sealed class PointsBudget(IOptions<PointsOptions> options, TimeProvider clock)
{
    private readonly PointsPool jira = new(options.Value.PointsPerHour);
    private readonly PointsPool confluence = new(options.Value.PointsPerHour);

    /// <summary>Whether others are to be asked for first.</summary>
    public bool IsHeld(Tenant tenant, Urgency urgency) => Of(tenant.Product).IsHeld(tenant.Id, urgency, Now);

    /// <summary>The sites whose work of this kind waits.</summary>
    public IReadOnlyCollection<int> Held(Urgency urgency) => [.. jira.Held(urgency, Now), .. confluence.Held(urgency, Now)];

    public PointsSpent SpentBy(Tenant tenant) => Of(tenant.Product).Of(tenant.Id, Now);

    internal void Spend(Tenant tenant, long points) => Of(tenant.Product).Spend(tenant.Id, points, Now);

    internal void Hear(Tenant tenant, HttpResponseMessage response)
    {
        if (Quota.Heard(response) is { } quota)
        {
            Of(tenant.Product).Hear(quota, Now);
        }
    }

    internal PointsPool Of(Product product) => product == Product.Jira ? jira : confluence;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

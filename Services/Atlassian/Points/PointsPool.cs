namespace Markdwell.Services.Atlassian.Points;

/// <summary>The points of one product in this hour: what each site has spent, and what is left for all of them.</summary>
internal sealed class PointsPool(long perHour)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<int, Spending> tenants = [];
    private DateTime hour;
    private long limit = perHour;
    private long total;

    // What the product last said was left, and had been spent by then.
    private long? heard;

    public void Spend(int tenantId, long points, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            var spending = tenants.GetValueOrDefault(tenantId);
            tenants[tenantId] = new(spending.Points + points, spending.Untold + points);
            total += points;
        }
    }

    public void Hear(Quota quota, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            limit = quota.Limit ?? limit;
            heard = quota.Left + total;
        }
    }

    /// <summary>What all instances together have spent in this hour, but for what was not told yet.</summary>
    public void Learn(IEnumerable<KeyValuePair<int, long>> spent, DateTime of, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            if (of != hour)
            {
                return;
            }

            var before = total;
            foreach (var (tenantId, points) in spent)
            {
                var untold = tenants.GetValueOrDefault(tenantId).Untold;
                tenants[tenantId] = new(points + untold, untold);
            }

            total = tenants.Values.Sum(spending => spending.Points);
            heard += total - before;
        }
    }

    /// <summary>What the other instances do not know yet.</summary>
    public (DateTime Hour, List<KeyValuePair<int, long>> Spent) Untold(DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            return (hour, [.. tenants.Where(one => one.Value.Untold > 0).Select(one => KeyValuePair.Create(one.Key, one.Value.Untold))]);
        }
    }

    public void Told(DateTime of, IEnumerable<KeyValuePair<int, long>> spent)
    {
        lock (gate)
        {
            foreach (var (tenantId, points) in of == hour ? spent : [])
            {
                tenants[tenantId] = tenants[tenantId] with { Untold = tenants[tenantId].Untold - points };
            }
        }
    }

    public bool IsHeld(int tenantId, Urgency urgency, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            return IsShort(urgency, now) && tenants.GetValueOrDefault(tenantId).Points > Share(urgency, now);
        }
    }

    public IReadOnlyCollection<int> Held(Urgency urgency, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            return IsShort(urgency, now) ? [.. tenants.Where(one => one.Value.Points > Share(urgency, now)).Select(one => one.Key)] : [];
        }
    }

    public PointsSpent Of(int tenantId, DateTime now)
    {
        lock (gate)
        {
            Begin(now);
            return new(tenants.GetValueOrDefault(tenantId).Points, Left, limit, IsShort(Urgency.Background, now) && tenants.GetValueOrDefault(tenantId).Points > Share(Urgency.Background, now));
        }
    }

    private long Left => Math.Max(0, (heard ?? limit) - total);

    /// <summary>Whether what is left is kept for others. Towards the end of the hour less is kept, for then there is more.</summary>
    private bool IsShort(Urgency urgency, DateTime now) => IsBelow(Kept(urgency), now);

    private bool IsBelow(double part, DateTime now) => limit > 0 && Left < limit * part * ((hour + Hour - now) / Hour);

    private static double Kept(Urgency urgency) => urgency switch
    {
        Urgency.Chance or Urgency.Background => 0.5,
        Urgency.View => 0.25,
        _ => 0.05,
    };

    /// <summary>
    /// What a site may spend when points are short: its part, as if one more site were to come, so that one that is alone leaves something for the
    /// first view of another. What nobody waits for has no part in the last tenth.
    /// </summary>
    private long Share(Urgency urgency, DateTime now) =>
        urgency == Urgency.Chance ? -1
        : urgency == Urgency.Background && IsBelow(0.1, now) ? 0
        : limit / (tenants.Count + 1);

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/rate-limiting/: points begin anew with each full hour UTC.</summary>
    private void Begin(DateTime now)
    {
        var current = now.AddTicks(-(now.Ticks % Hour.Ticks));
        if (current > hour)
        {
            (hour, total, heard) = (current, 0, null);
            tenants.Clear();
        }
    }

    private readonly record struct Spending(long Points, long Untold);
}

/// <param name="Points">Of one site in this hour.</param>
/// <param name="Left">For all sites.</param>
/// <param name="Limit">For all sites; 0 where each has its own.</param>
/// <param name="IsHeld">Whether work of the site that nobody waits for waits for more.</param>
public sealed record PointsSpent(long Points, long Left, long Limit, bool IsHeld);

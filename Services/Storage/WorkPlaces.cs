namespace Markdwell.Services.Storage;

/// <summary>
/// How many things of which tenant are worked on at once. Tenants whose products hang do not take the places of those that answer: each has
/// one, all of them together half, and the last places are for tenants that have none.
/// </summary>
internal sealed class WorkPlaces(TimeProvider clock)
{
    public const int All = 32;

    private const int OfOneTenant = 4;
    private const int OfSlowTenants = All / 2;
    private const int ForNewcomers = All / 4;

    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowFor = TimeSpan.FromMinutes(5);

    private readonly List<WorkPlace> taken = [];

    // Until when: one turn that ends in time takes a tenant out.
    private readonly Dictionary<int, DateTime> slow = [];

    public bool IsFull => taken.Count >= All;

    /// <summary>Tenants that may not begin anything more now.</summary>
    public IReadOnlyCollection<int> Busy() => [.. taken.Select(place => place.TenantId).Concat(slow.Keys).Distinct().Where(tenant => !MayTake(tenant))];

    /// <returns>Null when others come first.</returns>
    public WorkPlace? TryTake(int tenantId)
    {
        if (!MayTake(tenantId))
        {
            return null;
        }

        var place = new WorkPlace(tenantId, Now);
        taken.Add(place);
        return place;
    }

    public void Leave(WorkPlace place)
    {
        taken.Remove(place);
        if (IsLong(place))
        {
            slow[place.TenantId] = Now + SlowFor;
        }
        else
        {
            slow.Remove(place.TenantId);
        }
    }

    private bool MayTake(int tenantId)
    {
        var own = taken.Count(place => place.TenantId == tenantId);
        return !IsFull && (IsSlow(tenantId)
            ? own == 0 && taken.Count(place => IsSlow(place.TenantId)) < OfSlowTenants
            : own == 0 || (own < OfOneTenant && taken.Count < All - ForNewcomers));
    }

    private bool IsSlow(int tenantId) =>
        (slow.TryGetValue(tenantId, out var until) && until > Now) || taken.Exists(place => place.TenantId == tenantId && IsLong(place));

    private bool IsLong(WorkPlace place) => Now - place.BeganAt > SlowAfter;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

/// <summary>One thing of a tenant that is worked on.</summary>
internal sealed class WorkPlace(int tenantId, DateTime beganAt)
{
    public int TenantId => tenantId;

    public DateTime BeganAt => beganAt;
}

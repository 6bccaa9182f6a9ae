using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Finds what is due next, however much of it one tenant has.</summary>
internal static class Flood
{
    private const int TenantsBehind = 8;
    private const int OfEachBehind = 4;

    /// <param name="all">So many of what is due of whomever, in its order.</param>
    /// <param name="waiting">Tenants that have something due and may begin; whoever has waited longest first.</param>
    /// <param name="of">So many of what is due of one tenant, in its order.</param>
    /// <param name="mayBegin">Whether one of them can be worked on here and now.</param>
    public static async Task<List<TDue>> PassAsync<TDue>(
        Func<int, IQueryable<TDue>> all, IQueryable<int> waiting, Func<int, int, IQueryable<TDue>> of, Func<TDue, bool> mayBegin, int most, CancellationToken cancellationToken)
    {
        var first = await all(2 * most).ToListAsync(cancellationToken);
        var free = first.Where(mayBegin).Take(most).ToList();
        if (free.Count > 0 || first.Count < 2 * most)
        {
            return free;
        }

        // Before all others stand a hundred thousand of somebody who has to wait, so each tenant is looked at for itself.
        List<TDue> behind = [];
        foreach (var tenantId in await waiting.Take(TenantsBehind).ToListAsync(cancellationToken))
        {
            var own = await of(tenantId, OfEachBehind).ToListAsync(cancellationToken);
            behind.AddRange(own.Where(mayBegin));
        }

        return behind;
    }
}

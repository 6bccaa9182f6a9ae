using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>
/// Adds up what all instances spend, every few seconds and for the sites alone that were asked meanwhile: the pool itself allows twenty
/// calls a second, so these are few.
/// </summary>
internal sealed partial class PointsSharing(PointsBudget points, IDbContextFactory<AppDbContext> database, TimeProvider clock, ILogger<PointsSharing> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>One site's row in this hour; a row of an hour that is over begins anew.</summary>
    public static Task<int> AddAsync(AppDbContext db, int tenantId, DateTime hour, long spent, CancellationToken cancellationToken) =>
        db.SpentPoints.Where(s => s.TenantId == tenantId && s.Hour <= hour).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.Points, s => s.Hour == hour ? s.Points + spent : spent).SetProperty(s => s.Hour, hour), cancellationToken);

    public static IQueryable<SpentPoints> Spent(AppDbContext db, Product product, DateTime hour) =>
        db.SpentPoints.AsNoTracking().Where(spent => spent.Hour == hour && spent.Tenant!.Product == product);

    public async Task ShareAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var product in Enum.GetValues<Product>())
        {
            var (hour, untold) = points.Of(product).Untold(now);
            if (untold.Count > 0)
            {
                await db.Database.CreateExecutionStrategy().ExecuteAsync(() => StoreAsync(db, hour, untold, cancellationToken));
                points.Of(product).Told(hour, untold);
            }

            var all = await Spent(db, product, hour).ToListAsync(cancellationToken);
            points.Of(product).Learn(all.Select(spent => KeyValuePair.Create(spent.TenantId, spent.Points)), hour, clock.GetUtcNow().UtcDateTime);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ShareAsync(stoppingToken);
            }
            catch (Exception e) when (DatabaseFault.Is(e))
            {
                // In five seconds there is another chance; until then each instance counts for itself.
                Log.NotShared(logger, DatabaseFault.Reason(e));
            }
        }
    }

    private static async Task StoreAsync(AppDbContext db, DateTime hour, List<KeyValuePair<int, long>> untold, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // In one order, so that instances wait for each other instead of locking each other out.
        foreach (var (tenantId, spent) in untold.OrderBy(one => one.Key))
        {
            // A site that was erased meanwhile has nothing to pay with.
            if (await AddAsync(db, tenantId, hour, spent, cancellationToken) == 0
                && !await db.SpentPoints.AnyAsync(s => s.TenantId == tenantId, cancellationToken)
                && await db.Tenants.AnyAsync(t => t.Id == tenantId, cancellationToken))
            {
                db.Add(new SpentPoints { TenantId = tenantId, Hour = hour, Points = spent });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What was spent could not be added up: {Reason}")]
        public static partial void NotShared(ILogger logger, string reason);
    }
}

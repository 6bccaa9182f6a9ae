using System.Diagnostics.Metrics;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>
/// How much waits, and how long the oldest has. The database is asked every fifteen seconds while somebody wants to know, and never
/// by whoever wants to know: a collector that asks often costs nothing, and waits for no slow database.
/// </summary>
internal sealed partial class BacklogWatch : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly IReadOnlyList<Backlog> backlogs;
    private readonly IDbContextFactory<AppDbContext> database;
    private readonly DatabaseState state;
    private readonly TimeProvider clock;
    private readonly ILogger<BacklogWatch> logger;
    private readonly ObservableGauge<int> waiting;
    private readonly ObservableGauge<double> age;
    private volatile IReadOnlyList<Size> sizes = [];

    public BacklogWatch(
        IEnumerable<Backlog> backlogs, IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, IMeterFactory meters, ILogger<BacklogWatch> logger)
    {
        (this.backlogs, this.database, this.state, this.clock, this.logger) = ([.. backlogs], database, state, clock, logger);
        waiting = meters.Markdwell().CreateObservableGauge("markdwell.backlog.waiting", () => sizes.Select(size => new Measurement<int>(size.Waiting, size.Of)), "{item}", "What waits in the database, for all instances together");
        age = meters.Markdwell().CreateObservableGauge("markdwell.backlog.age", () => sizes.Select(size => new Measurement<double>(size.Age.TotalSeconds, size.Of)), "s", "How long the oldest of it has waited");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            if (state.IsReady && (waiting.Enabled || age.Enabled))
            {
                sizes = await MeasureAsync(stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>Nothing while the database is away: no number is better than an old one.</returns>
    private async Task<IReadOnlyList<Size>> MeasureAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);
            List<Size> measured = [];
            foreach (var backlog in backlogs)
            {
                var size = await backlog.MeasureAsync(db, clock.GetUtcNow().UtcDateTime, stoppingToken);
                measured.Add(new(size.Waiting, size.Age, new("backlog", backlog.Name)));
            }

            return measured;
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            Log.NotRead(logger, DatabaseFault.Reason(e));
            return [];
        }
    }

    private sealed record Size(int Waiting, TimeSpan Age, KeyValuePair<string, object?> Of);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What waits could not be counted: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}

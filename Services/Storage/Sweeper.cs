using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Throws out of the database what a room does not need any more.</summary>
internal delegate Task Sweep(AppDbContext db, DateTime now, CancellationToken cancellationToken);

/// <summary>Has each room throw out once an hour what it does not need any more.</summary>
internal sealed partial class Sweeper(
    IEnumerable<Sweep> sweeps, IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, ILogger<Sweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var sweep in state.IsReady ? sweeps : [])
            {
                await TryAsync(sweep, stoppingToken);
            }
        }
    }

    private async Task TryAsync(Sweep sweep, CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);
            await sweep(db, clock.GetUtcNow().UtcDateTime, stoppingToken);
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            // In an hour there is another chance; a fault that left here would end the whole app.
            Log.Failed(logger, DatabaseFault.Reason(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What is old could not be thrown out: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

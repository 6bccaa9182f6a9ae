using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Connections;

/// <summary>Forgets macros that nobody has looked at for a season: most of them are in no page any more.</summary>
internal sealed partial class SourceUseSweep(
    IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, ILogger<SourceUseSweep> logger) : BackgroundService
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(90);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    public static Task<int> SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var before = now - MaxAge;
        return db.SourceUses.Where(u => u.SeenAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (state.IsReady)
            {
                await TrySweepAsync(stoppingToken);
            }
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);
            await SweepAsync(db, clock.GetUtcNow().UtcDateTime, stoppingToken);
        }
        catch (DbException e)
        {
            // Later there is another chance; a fault that left here would end the whole app.
            Log.Failed(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old uses of files could not be forgotten: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

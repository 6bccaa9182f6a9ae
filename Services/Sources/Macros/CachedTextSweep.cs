using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// Throws old texts out: each version of a page leaves one behind, and whoever looks at it again costs one call. Copies
/// of files go when nobody has wanted them for as long.
/// </summary>
internal sealed partial class CachedTextSweep(
    IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, ILogger<CachedTextSweep> logger) : BackgroundService
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public static async Task SweepAsync(AppDbContext db, DateTime before, CancellationToken cancellationToken)
    {
        await db.CachedTexts.Where(t => t.FetchedAt < before).ExecuteDeleteAsync(cancellationToken);
        await db.CachedFiles.Where(f => f.UsedAt < before).ExecuteDeleteAsync(cancellationToken);
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
            await SweepAsync(db, (clock.GetUtcNow() - MaxAge).UtcDateTime, stoppingToken);
        }
        catch (DbException e)
        {
            // In an hour there is another chance; a fault that left here would end the whole app.
            Log.Failed(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old texts could not be thrown out: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

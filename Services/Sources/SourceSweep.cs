using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources;

/// <summary>
/// Throws out what nobody looks at any more: texts, which each version of a page leaves behind and one call brings back, copies of
/// files, and macros, most of which are in no page any more.
/// </summary>
internal sealed partial class SourceSweep(
    IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, ILogger<SourceSweep> logger) : BackgroundService
{
    private static readonly TimeSpan AgeOfTexts = TimeSpan.FromDays(30);
    private static readonly TimeSpan AgeOfUses = TimeSpan.FromDays(90);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var texts = now - AgeOfTexts;
        var uses = now - AgeOfUses;
        await db.CachedTexts.Where(t => t.FetchedAt < texts).ExecuteDeleteAsync(cancellationToken);
        await db.CachedFiles.Where(f => f.UsedAt < texts).ExecuteDeleteAsync(cancellationToken);
        await db.SourceUses.Where(u => u.SeenAt < uses).ExecuteDeleteAsync(cancellationToken);
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
            // In an hour there is another chance; a fault that left here would end the whole app.
            Log.Failed(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What is old could not be thrown out: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

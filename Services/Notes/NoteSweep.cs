using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes;

/// <summary>Forgets notes that nobody has changed for long. Jira holds them, and the next view brings them back.</summary>
internal sealed partial class NoteSweep(IDbContextFactory<AppDbContext> database, DatabaseState state, TimeProvider clock, ILogger<NoteSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var old = now - Age;
        await db.Notes.Where(n => n.ChangedAt < old && n.DueAt == null && n.WrittenRevision == n.Revision).ExecuteDeleteAsync(cancellationToken);
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
        [LoggerMessage(LogLevel.Warning, "Old notes could not be forgotten: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

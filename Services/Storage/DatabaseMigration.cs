using System.Data.Common;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Brings the tables up to date at start, and tries until it can: a database that is late is no reason to die.</summary>
internal sealed partial class DatabaseMigration(
    IDbContextFactory<AppDbContext> database, DatabaseOptions options, DatabaseState state, TimeProvider clock, ILogger<DatabaseMigration> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds back the rest of the start for a moment, so that as a rule the first request finds the database ready.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(firstTry.Task, Task.Delay(Patience, clock, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!await TryAsync(stoppingToken))
        {
            firstTry.TrySetResult();
            await Task.Delay(pause, clock, stoppingToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        state.SetReady();
        firstTry.TrySetResult();
        Log.Ready(logger);
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);
            if (options.MigrateAtStart)
            {
                await db.Database.MigrateAsync(stoppingToken);
                return true;
            }

            var pending = (await db.Database.GetPendingMigrationsAsync(stoppingToken)).Count();
            if (pending > 0)
            {
                Log.MigrationsPending(logger, pending);
            }

            return pending == 0;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            Log.NotReachable(logger, e.GetBaseException().Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The database is ready")]
        public static partial void Ready(ILogger logger);

        [LoggerMessage(LogLevel.Error, "The database is not ready, next try in a few seconds: {Reason}")]
        public static partial void NotReachable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "The database lacks {Count} migrations. Run the migration script, or set Database__MigrateAtStart=true")]
        public static partial void MigrationsPending(ILogger logger, int count);
    }
}

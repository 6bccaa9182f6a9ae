using System.Data.Common;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Markdwell.Services.Storage;

/// <summary>Brings the tables up to date at start, and tries until it can: a database that is late is no reason to die.</summary>
internal sealed partial class DatabaseMigration(
    IDbContextFactory<AppDbContext> database, DatabaseOptions options, DatabaseState state, KeyRing keys, TimeProvider clock, ILogger<DatabaseMigration> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? begun;

    /// <summary>Beside the rest of the start, a fifth of which it takes.</summary>
    public Task BeginAsync() => begun ??= base.StartAsync(CancellationToken.None);

    /// <summary>Holds back the rest of the start for a moment, so that as a rule the first request finds the database ready.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await BeginAsync();
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
        keys.Load();
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);

            // Asked first, and as a rule there are none: to migrate takes the database's lock and builds a model of its own.
            var pending = await HasAllAsync(db, stoppingToken) ? 0 : (await db.Database.GetPendingMigrationsAsync(stoppingToken)).Count();
            if (pending > 0 && !options.MigrateAtStart)
            {
                Log.MigrationsPending(logger, pending);
                return false;
            }

            if (pending > 0)
            {
                await db.Database.MigrateAsync(stoppingToken);
            }

            await keys.MakeFirstAsync(db, stoppingToken);
            return true;
        }
        catch (Exception e) when (DatabaseFault.Is(e) || e is InvalidOperationException)
        {
            Log.NotReachable(logger, DatabaseFault.Reason(e));
            return false;
        }
    }

    /// <summary>In plain SQL, as a rule the answer at once: before EF asks, it builds that model as well, a tenth of each start.</summary>
    private static async Task<bool> HasAllAsync(AppDbContext db, CancellationToken stoppingToken)
    {
        if (!await db.Database.CanConnectAsync(stoppingToken))
        {
            // Nor is there anything to open: that alone would make an empty file of a SQLite database.
            return false;
        }

        await db.Database.OpenConnectionAsync(stoppingToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT \"{nameof(HistoryRow.MigrationId)}\" FROM \"{HistoryRepository.DefaultTableName}\"";
            await using var rows = await command.ExecuteReaderAsync(stoppingToken);
            var missing = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            while (await rows.ReadAsync(stoppingToken))
            {
                missing.Remove(rows.GetString(0));
            }

            return missing.Count == 0;
        }
        catch (DbException)
        {
            // No such table, in a new database. EF is asked next, and says what else may be wrong.
            return false;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
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

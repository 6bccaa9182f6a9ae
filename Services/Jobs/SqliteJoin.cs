using System.Data;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>
/// Joins jobs or makes them by one statement of SQLite, on a connection that it keeps: to open one and to prepare the statement for each group takes as
/// long as to run it, and what EF makes of each telling costs more than everything else that happens to a webhook. It says the same as <see cref="JobRows"/>.
/// </summary>
internal sealed class SqliteJoin(IDbContextFactory<AppDbContext> database, SqliteLine line, TimeProvider clock) : IAsyncDisposable
{
    private const int ConstraintFailed = 19;

    private const string Sql = """
        INSERT INTO "Jobs" ("TenantId", "Kind", "Subject", "Revision", "Cause", "Hints", "ToldAt", "DueAt", "Failures", "Trace")
        VALUES (@tenantId, @kind, @subject, @count, @cause, @hints, @toldAt, @dueAt, 0, @trace)
        ON CONFLICT ("TenantId", "Kind", "Subject") DO UPDATE SET
            "Revision" = "Revision" + @count,
            "Cause" = @cause,
            "Hints" = "Hints" | @hints,
            "Trace" = @trace,
            "DueAt" = CASE
                WHEN "DueAt" < @dueAt OR ("DueAt" IS NOT NULL AND "Failures" > 0 AND ("LeasedUntil" IS NULL OR "LeasedUntil" <= @now)) THEN "DueAt"
                ELSE @dueAt END,
            "Failures" = CASE WHEN "DueAt" IS NULL THEN 0 ELSE "Failures" END,
            "Failure" = CASE WHEN "DueAt" IS NULL THEN NULL ELSE "Failure" END
        """;

    private static readonly string[] Parameters = ["@tenantId", "@kind", "@subject", "@count", "@cause", "@hints", "@toldAt", "@dueAt", "@trace", "@now"];

    private AppDbContext? context;
    private SqliteCommand? join;

    /// <summary>All of them or none. One call at a time.</summary>
    /// <param name="tellings">One for each job.</param>
    /// <exception cref="DbUpdateException">One of the tenants is no more.</exception>
    public async Task JoinAsync(IReadOnlyList<Telling> tellings)
    {
        try
        {
            await line.WriteAsync(() => TryJoinAsync(tellings));
        }
        catch (Exception e)
        {
            // Whatever was wrong with it: the next group begins with another one.
            await DisposeAsync();
            if (e is SqliteException { SqliteErrorCode: ConstraintFailed })
            {
                throw new DbUpdateException(e.Message, e);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (join is not null)
        {
            await join.DisposeAsync();
            join = null;
        }

        if (context is not null)
        {
            // EF would hand the context on as one that holds its connection open.
            await context.Database.CloseConnectionAsync();
            await context.DisposeAsync();
            context = null;
        }
    }

    private async Task TryJoinAsync(IReadOnlyList<Telling> tellings)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        join ??= await PrepareAsync();
        await using var transaction = join.Connection!.BeginTransaction(IsolationLevel.Serializable);
        join.Transaction = transaction;
        foreach (var telling in tellings)
        {
            object[] values =
            [
                telling.Key.TenantId, telling.Key.Kind.ToString(), telling.Key.Subject, telling.Count, telling.Cause, (int)telling.Hints,
                telling.ToldAt, telling.DueAt, telling.Trace ?? (object)DBNull.Value, now,
            ];
            for (var i = 0; i < values.Length; i++)
            {
                join.Parameters[i].Value = values[i];
            }

            await join.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private async Task<SqliteCommand> PrepareAsync()
    {
        context = await database.CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        var command = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
        command.CommandText = Sql;
        foreach (var name in Parameters)
        {
            command.Parameters.AddWithValue(name, value: null);
        }

        return command;
    }
}

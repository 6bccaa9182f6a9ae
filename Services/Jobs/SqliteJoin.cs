using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>
/// Joins jobs or makes them by one statement of SQLite, which is prepared once for a whole group: what EF makes of each telling costs more
/// than everything else that happens to a webhook. It says the same as <see cref="JobRows.UpdateAsync"/> and the row that follows where there is none.
/// </summary>
internal static class SqliteJoin
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

    /// <exception cref="DbUpdateException">One of the tenants is no more.</exception>
    public static async Task JoinAsync(SqliteTransaction transaction, IEnumerable<Telling> tellings, DateTime now)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (Sql, transaction);
        try
        {
            foreach (var telling in tellings)
            {
                command.Parameters.Clear();
                command.Parameters.AddWithValue("@tenantId", telling.Key.TenantId);
                command.Parameters.AddWithValue("@kind", telling.Key.Kind.ToString());
                command.Parameters.AddWithValue("@subject", telling.Key.Subject);
                command.Parameters.AddWithValue("@count", telling.Count);
                command.Parameters.AddWithValue("@cause", telling.Cause);
                command.Parameters.AddWithValue("@hints", (int)telling.Hints);
                command.Parameters.AddWithValue("@toldAt", telling.ToldAt);
                command.Parameters.AddWithValue("@dueAt", telling.DueAt);
                command.Parameters.AddWithValue("@trace", telling.Trace ?? (object)DBNull.Value);
                command.Parameters.AddWithValue("@now", now);
                await command.ExecuteNonQueryAsync();
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode == ConstraintFailed)
        {
            throw new DbUpdateException(e.Message, e);
        }
    }
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Retention;

/// <summary>
/// What deleted rows leave in the files. SQLite writes its file anew without them, and its log holds pages as they were until they have been brought
/// over. SQL Server clears what it deleted by itself.
/// </summary>
internal static class Traces
{
    /// <returns>False when somebody was reading all the while; it has to be tried again.</returns>
    public static async Task<bool> WipeAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite())
        {
            return true;
        }

        // secure_delete would give each ordinary write more to do, and leaves what has moved from page to page before it was deleted.
        await db.Database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
        var checkpoints = await db.Database.SqlQueryRaw<Checkpoint>("PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(cancellationToken);
        return checkpoints.TrueForAll(checkpoint => checkpoint.Busy == 0);
    }

    private sealed record Checkpoint(int Busy);
}

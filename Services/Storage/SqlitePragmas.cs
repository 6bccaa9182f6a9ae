using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Markdwell.Services.Storage;

/// <summary>
/// Lets SQLite itself wait for another writer, in steps of milliseconds. Without it the driver waits, and sleeps 150 ms
/// each time, which a hundred installations at once would feel.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Sql = "PRAGMA busy_timeout = 10000";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

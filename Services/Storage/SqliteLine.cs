using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Markdwell.Services.Storage;

/// <summary>
/// SQLite takes one writer at a time. Whoever comes second holds a thread and looks again after pauses that grow to a tenth of a second,
/// and others overtake him. So the writers of this process stand in line, in the order in which they came; beside another process
/// SQLite's own way of waiting is left.
/// </summary>
internal sealed class SqliteLine : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor, IDisposable
{
    // As long as SQLite waits. Then it decides itself: no line is worth standing in for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim turn = new(1);
    private readonly ConcurrentDictionary<DbConnection, bool> writers = new(ReferenceEqualityComparer.Instance);

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(connection, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await EnterToWriteAsync(eventData, cancellationToken);
        return result;
    }

    /// <summary>A single row that is saved comes back as a row.</summary>
    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await EnterToWriteAsync(eventData, cancellationToken);
        return result;
    }

    // A connection is open for as long as one command or one transaction takes, however that ends.
    public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public override void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public override Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public void Dispose() => turn.Dispose();

    private ValueTask EnterToWriteAsync(CommandEventData command, CancellationToken cancellationToken) =>
        command.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete ? EnterAsync(command.Connection, cancellationToken) : ValueTask.CompletedTask;

    private async ValueTask EnterAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!writers.ContainsKey(connection) && await turn.WaitAsync(Patience, cancellationToken))
        {
            writers[connection] = true;
        }
    }

    private void Leave(DbConnection connection)
    {
        if (writers.TryRemove(connection, out _))
        {
            turn.Release();
        }
    }
}

using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Markdwell.Services.Storage;

/// <summary>
/// SQLite takes one writer at a time. Whoever comes second holds a thread and looks again after pauses that grow to a tenth of a second,
/// and others overtake him. So the writers of this process stand in line, in the order in which they came; beside another process
/// SQLite's own way of waiting is left.
/// </summary>
/// <param name="patience">As long as SQLite waits. Then it decides itself: no line is worth standing in for ever.</param>
internal sealed class SqliteLine(TimeSpan patience) : IDbTransactionInterceptor, IDbCommandInterceptor, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    // Whether it is their turn. Who has lost patience once does not stand in line again with each of his statements, for he may hold SQLite's lock.
    private readonly ConcurrentDictionary<DbConnection, bool> writers = new(ReferenceEqualityComparer.Instance);

    public SqliteLine()
        : this(TimeSpan.FromSeconds(10))
    {
    }

    public bool IsFree => turn.CurrentCount == 1;

    /// <summary>For whoever writes without EF.</summary>
    public async Task WriteAsync(Func<Task> write)
    {
        var hasTurn = await turn.WaitAsync(patience);
        try
        {
            await write();
        }
        finally
        {
            if (hasTurn)
            {
                turn.Release();
            }
        }
    }

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

    public void Dispose() => turn.Dispose();

    private ValueTask EnterToWriteAsync(CommandEventData command, CancellationToken cancellationToken) =>
        command.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete ? EnterAsync(command.Connection, cancellationToken) : ValueTask.CompletedTask;

    private async ValueTask EnterAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (writers.TryAdd(connection, false))
        {
            connection.StateChange += Leave;
            writers[connection] = await turn.WaitAsync(patience, cancellationToken);
        }
    }

    // A connection is open for as long as one command or one transaction takes, however that ends. The connection itself is listened to:
    // its context says nothing when a transaction could not begin, nor when it goes back to its pool with one open.
    private void Leave(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState == ConnectionState.Closed && sender is DbConnection connection)
        {
            connection.StateChange -= Leave;
            if (writers.TryRemove(connection, out var hasTurn) && hasTurn)
            {
                turn.Release();
            }
        }
    }
}

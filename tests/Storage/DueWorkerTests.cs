using System.Diagnostics.Metrics;
using Markdwell.Models;
using Markdwell.Services;
using Markdwell.Services.Storage;
using Markdwell.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Markdwell.Tests.Storage;

/// <summary>Whoever works in the background goes on through faults of the database, and not faster than it can bear.</summary>
public sealed class DueWorkerTests
{
    [Fact]
    public async Task Where_the_database_is_read_but_takes_nothing_nobody_tries_without_a_pause()
    {
        var state = new DatabaseState();
        state.SetReady();
        using var worker = new FullDisk(state);

        await worker.StartAsync(Cancel);
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancel);
        await worker.StopAsync(Cancel);

        Assert.InRange(worker.Tries, 1, 4);
    }

    [Fact]
    public async Task Who_counts_what_waits_goes_on_when_sql_server_has_not_answered_for_long()
    {
        var state = new DatabaseState();
        state.SetReady();
        var away = new Away();
        using var heard = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        heard.Start();
        using var watch = new BacklogWatch([], away, state, TimeProvider.System, Meters.Unheard, NullLogger<BacklogWatch>.Instance);

        await watch.StartAsync(Cancel);
        await away.Asked.WaitAsync(Cancel);

        // A task that has failed would have stopped the app.
        Assert.NotSame(watch.ExecuteTask, await Task.WhenAny(watch.ExecuteTask!, Task.Delay(TimeSpan.FromSeconds(0.5), Cancel)));
        await watch.StopAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class Bell : Signal;

    private sealed class FullDisk(DatabaseState state) : DueWorker<string>(new Bell(), state, TimeProvider.System, NullLogger.Instance)
    {
        private int tries;

        public int Tries => Volatile.Read(ref tries);

        protected override Task<List<string>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken) => Task.FromResult<List<string>>(["10001"]);

        protected override (int TenantId, string Subject) PlaceOf(string due) => (1, due);

        protected override Task<DateTime> WorkAsync(string due, CancellationToken stoppingToken)
        {
            Interlocked.Increment(ref tries);
            throw new SqliteException("database or disk is full", 13);
        }
    }

    private sealed class Away : IDbContextFactory<AppDbContext>
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;

        public AppDbContext CreateDbContext()
        {
            asked.TrySetResult();
            throw new RetryLimitExceededException("SQL Server did not answer six times");
        }
    }
}

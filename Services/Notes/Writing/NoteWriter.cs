using System.Data.Common;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes.Writing;

/// <summary>
/// Tells Jira what was acknowledged: at once when it happened here, and within a second or two what another instance has left behind. A tenant
/// whose Jira is slow holds up itself alone.
/// </summary>
internal sealed partial class NoteWriter : BackgroundService
{
    private const int MaxOfOneTenant = 4;
    private const int MaxAtOnce = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A timer that is a little early finds the turn not over yet.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<(int TenantId, string IssueId), Task<DateTime>> writing = [];
    private readonly NoteTurns turns;
    private readonly NoteWrite write;
    private readonly NoteSignal signal;
    private readonly DatabaseState state;
    private readonly TimeProvider clock;
    private readonly ILogger<NoteWriter> logger;

    public NoteWriter(NoteTurns turns, NoteWrite write, NoteSignal signal, DatabaseState state, TimeProvider clock, ILogger<NoteWriter> logger) =>
        (this.turns, this.write, this.signal, this.state, this.clock, this.logger) = (turns, write, signal, state, clock, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = clock.CreateTimer(_ => signal.Set(), state: null, Pause, Pause);
        try
        {
            while (true)
            {
                await signal.WaitAsync(stoppingToken);
                if (state.IsReady)
                {
                    await BeginAsync(stoppingToken);
                }
            }
        }
        finally
        {
            // What is under way ends by its own time limits; half of it would only have to be found out again.
            await Task.WhenAll(writing.Values);
        }
    }

    private async Task BeginAsync(CancellationToken stoppingToken)
    {
        foreach (var ended in writing.Where(one => one.Value.IsCompleted).Select(one => one.Key).ToList())
        {
            writing.Remove(ended);
        }

        try
        {
            var busy = writing.Keys.GroupBy(one => one.TenantId).Where(ones => ones.Count() >= MaxOfOneTenant).Select(ones => ones.Key).ToList();
            foreach (var due in writing.Count < MaxAtOnce ? await turns.DueAsync(busy, MaxAtOnce, stoppingToken) : [])
            {
                var hasRoom = writing.Count < MaxAtOnce && writing.Keys.Count(one => one.TenantId == due.Tenant.Id) < MaxOfOneTenant;
                if (hasRoom && !writing.ContainsKey((due.Tenant.Id, due.IssueId)))
                {
                    var turn = WriteAsync(due);
                    writing[(due.Tenant.Id, due.IssueId)] = turn;
                    _ = SignalAfterAsync(turn);
                }
            }
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // In a second there is another chance; a fault that left here would end the whole app.
            Log.NotRead(logger, e.Message);
        }
    }

    /// <returns>When the issue may be written to again.</returns>
    private async Task<DateTime> WriteAsync(DueNote due)
    {
        // Off the loop's thread from the start.
        await Task.Yield();
        try
        {
            return await write.WriteAsync(due);
        }
        catch (Exception e)
        {
            // Its turn ends by itself, and then it is due again.
            Log.Failed(logger, e, due.Tenant.Id, due.IssueId);
            return clock.GetUtcNow().UtcDateTime;
        }
    }

    /// <summary>Another issue may have waited for this place, and this one be due again after its gap.</summary>
    private async Task SignalAfterAsync(Task<DateTime> turn)
    {
        var next = await turn;
        signal.Set();
        var gap = next - clock.GetUtcNow().UtcDateTime + Margin;
        await Task.Delay(gap > TimeSpan.Zero ? gap : TimeSpan.Zero, clock);
        signal.Set();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What Jira is to be told could not be read from the database: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "The note of issue {IssueId} of tenant {TenantId} could not be written; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception exception, int tenantId, string issueId);
    }
}

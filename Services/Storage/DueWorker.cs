
namespace Markdwell.Services.Storage;

/// <summary>
/// Works on what is due in the database: at once when it happened here, and within a second or two what another instance has left
/// behind. A tenant whose product is slow holds up itself alone.
/// </summary>
internal abstract partial class DueWorker<TDue>(Signal signal, DatabaseState state, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A timer that is a little early finds the turn not over yet.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(5);

    private readonly Dictionary<(int TenantId, string Subject), (WorkPlace Place, Task<DateTime> Turn)> working = [];
    private readonly WorkPlaces places = new(clock);

    /// <param name="busy">Tenants that have enough under way.</param>
    protected abstract Task<List<TDue>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken);

    /// <summary>Whose it is, and what about: of one subject there is one turn at a time.</summary>
    protected abstract (int TenantId, string Subject) PlaceOf(TDue due);

    /// <returns>When the subject may come again.</returns>
    protected abstract Task<DateTime> WorkAsync(TDue due, CancellationToken stoppingToken);

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
            await Task.WhenAll(working.Values.Select(one => one.Turn));
        }
    }

    private async Task BeginAsync(CancellationToken stoppingToken)
    {
        foreach (var (subject, (place, _)) in working.Where(one => one.Value.Turn.IsCompleted).ToList())
        {
            working.Remove(subject);
            places.Leave(place);
        }

        try
        {
            var due = places.IsFull ? [] : await DueAsync(places.Busy(), WorkPlaces.All, stoppingToken);
            var begun = due.Count(one => TryBegin(one, stoppingToken));
            if (begun > 0 && due.Count == WorkPlaces.All)
            {
                // They may all have been one tenant's, which is busy now: others are behind them.
                signal.Set();
            }
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            // In a second there is another chance; a fault that left here would end the whole app.
            Log.NotRead(logger, DatabaseFault.Reason(e));
        }
    }

    private bool TryBegin(TDue due, CancellationToken stoppingToken)
    {
        var subject = PlaceOf(due);
        if (working.ContainsKey(subject) || places.TryTake(subject.TenantId) is not { } place)
        {
            return false;
        }

        var turn = TryWorkAsync(due, subject, stoppingToken);
        working[subject] = (place, turn);
        _ = SignalAfterAsync(turn);
        return true;
    }

    private async Task<DateTime> TryWorkAsync(TDue due, (int TenantId, string Subject) place, CancellationToken stoppingToken)
    {
        // Off the loop's thread from the start.
        await Task.Yield();
        try
        {
            return await WorkAsync(due, stoppingToken);
        }
        catch (Exception e)
        {
            // Its turn ends by itself, and then it is due again. Where the database is read but takes nothing, it is still due, and would be at once.
            Log.Failed(logger, e, place.Subject, place.TenantId);
            await Task.Delay(Pause, clock, CancellationToken.None);
            return clock.GetUtcNow().UtcDateTime;
        }
    }

    /// <summary>Another subject may have waited for this place, and this one be due again after its gap.</summary>
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
        [LoggerMessage(LogLevel.Warning, "What is due could not be read from the database: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "Work on {Subject} of tenant {TenantId} broke off; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception exception, string subject, int tenantId);
    }
}

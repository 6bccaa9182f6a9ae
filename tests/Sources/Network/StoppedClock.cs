using System.Collections.Concurrent;

namespace Markdwell.Tests.Sources.Network;

/// <summary>Time passes when a test says so: what waits for ten seconds is over at once, and never before.</summary>
public sealed class StoppedClock : TimeProvider
{
    private readonly ConcurrentDictionary<Timer, bool> timers = new();
    private DateTimeOffset now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by)
    {
        now += by;
        foreach (var timer in timers.Keys)
        {
            timer.RingIfDue();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timers[timer] = true;
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(StoppedClock clock, Action ring) : ITimer
    {
        private DateTimeOffset? due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            return true;
        }

        public void RingIfDue()
        {
            if (due <= clock.now)
            {
                due = null;
                ring();
            }
        }

        public void Dispose() => clock.timers.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

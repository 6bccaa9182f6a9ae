using static Markdwell.Benchmarks.Frames.FramesRun;

namespace Markdwell.Benchmarks.Frames;

/// <summary>From the start of a process to its first answer, on a database that is there already; and what it holds when nobody asks for anything.</summary>
internal static class Starts
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    public static async Task<string> MeasureAsync(Stand stand, int rounds)
    {
        var (ours, theirs) = (new List<Start>(), new List<Start>());
        for (var round = -1; round < rounds; round++)
        {
            var (a, b) = (await OneAsync(() => stand.StartAppAsync()), await OneAsync(stand.StartPeerAsync));
            if (round >= 0)
            {
                ours.Add(a);
                theirs.Add(b);
            }
        }

        return Invariant($"""
            | start | app | express | ratio |
            |---|---|---|---|
            | first answer, ms | {Median.Of(ours.Select(s => s.Milliseconds)):F0} | {Median.Of(theirs.Select(s => s.Milliseconds)):F0} | {Median.Ratio(ours, theirs, s => s.Milliseconds):F2} |
            | CPU to it, ms | {Median.Of(ours.Select(s => s.Cpu)):F0} | {Median.Of(theirs.Select(s => s.Cpu)):F0} | {Median.Ratio(ours, theirs, s => s.Cpu):F2} |
            | memory idle, MB | {Median.Of(ours.Select(s => s.Megabytes)):F0} | {Median.Of(theirs.Select(s => s.Megabytes)):F0} | {Median.Ratio(ours, theirs, s => s.Megabytes):F2} |

            """);
    }

    public static async Task<Start> OneAsync(Func<Task<Server>> start)
    {
        using var server = await start();
        await Task.Delay(Rest);
        return new(server.FirstAnswer.TotalMilliseconds, server.CpuToFirstAnswer * 1000, server.MemoryMegabytes);
    }
}

/// <param name="Cpu">To the first answer, in milliseconds.</param>
/// <param name="Megabytes">When nobody asks for anything.</param>
internal sealed record Start(double Milliseconds, double Cpu, double Megabytes);

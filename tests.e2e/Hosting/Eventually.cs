using System.Diagnostics;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>Waits for what Playwright's own expectations cannot look at.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> look, TimeSpan? limit = null)
    {
        var since = Stopwatch.StartNew();
        var seen = await look();
        while (!Equals(seen, expected) && since.Elapsed < (limit ?? Limit))
        {
            await Task.Delay(Pause);
            seen = await look();
        }

        Assert.Equal(expected, seen);
    }
}

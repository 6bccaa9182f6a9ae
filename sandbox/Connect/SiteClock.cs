namespace Markdwell.Sandbox.Connect;

/// <summary>The time as the sites' tokens say it. It may be another than the app's, as between two machines.</summary>
internal static class SiteClock
{
    private static long aheadTicks;

    public static TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref aheadTicks));
        set => Interlocked.Exchange(ref aheadTicks, value.Ticks);
    }

    public static DateTimeOffset Now => DateTimeOffset.UtcNow + Ahead;
}

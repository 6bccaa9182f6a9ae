namespace Markdwell.Sandbox.Sites;

/// <summary>Ids of things made after the start. They begin at the clock, so that an app that remembers yesterday's never sees one twice.</summary>
internal static class Number
{
    private static long last = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public static string Next() => Interlocked.Increment(ref last).ToString();
}

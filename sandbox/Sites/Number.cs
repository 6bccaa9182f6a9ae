namespace Markdwell.Sandbox.Sites;

/// <summary>Ids of things made after the start; seeded things have ids of their own, below.</summary>
static class Number
{
    static long last = 900000;

    public static string Next() => Interlocked.Increment(ref last).ToString();
}

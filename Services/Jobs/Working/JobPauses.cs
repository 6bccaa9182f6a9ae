namespace Markdwell.Services.Jobs.Working;

/// <summary>When work that failed is tried again. Eight tries take five hours; then only a person can do something about it.</summary>
internal static class JobPauses
{
    private const int MaxTries = 8;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    /// <param name="failures">In a row, before this one.</param>
    public static bool IsLastTry(int failures) => failures + 1 >= MaxTries;

    /// <param name="told">How long the product wants to be left alone, if it said so.</param>
    public static TimeSpan After(int failures, TimeSpan? told)
    {
        // Whoever was told to wait waits as long; chance is added, so that a tenant's jobs do not come back together.
        if (told is { } pause)
        {
            return (pause < Longest ? pause : Longest) + (First * Random.Shared.NextDouble());
        }

        var grown = First * Math.Pow(4, Math.Min(failures, MaxTries));
        return (grown < Longest ? grown : Longest) * (0.7 + (0.6 * Random.Shared.NextDouble()));
    }
}

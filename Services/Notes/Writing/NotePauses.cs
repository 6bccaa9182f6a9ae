using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Notes.Writing;

/// <summary>When Jira is asked again. https://developer.atlassian.com/cloud/jira/platform/rate-limiting/</summary>
internal static class NotePauses
{
    // About a day: an issue that the app may not see for a while is answered like one that was deleted.
    private const int TriesWithoutIssue = 30;

    private static readonly TimeSpan LongestTold = TimeSpan.FromHours(2);

    public static bool IsLastTry(NoteOutcome outcome, int failures) => outcome == NoteOutcome.NoIssue && failures + 1 >= TriesWithoutIssue;

    /// <param name="failures">In a row, before this one.</param>
    public static TimeSpan After(WriteOutcome end, int failures)
    {
        var (first, longest) = end.Outcome switch
        {
            NoteOutcome.Unavailable => (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            NoteOutcome.RateLimited => (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)),
            NoteOutcome.NoIssue => (TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)),

            // Only a person can change anything about these.
            _ => (TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10)),
        };

        // Whoever was told to wait waits as long; chance is added, so that a tenant's issues do not come back together.
        if (end.Pause is { } told)
        {
            return (told < LongestTold ? told : LongestTold) + (first * Random.Shared.NextDouble());
        }

        var doubled = first * Math.Pow(2, Math.Min(failures, 20));
        return (doubled < longest ? doubled : longest) * (0.7 + (0.6 * Random.Shared.NextDouble()));
    }
}

using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions.Comments;

namespace Markdwell.Services.Reactions;

internal enum BrokenSourceStep
{
    Nothing,
    Add,
    Change,
    Answer,
}

/// <summary>What there is to do, by what stands below a page and how its files are.</summary>
internal static class BrokenSourcePlan
{
    // Nobody need look at the page for its recovery to be noticed.
    public static readonly TimeSpan WhileItStands = TimeSpan.FromHours(1);

    // A host that comes and goes must not fill a page.
    private static readonly TimeSpan AfterAnAnswer = TimeSpan.FromDays(1);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static BrokenSourceStep StepFor(Reaction? row, FoundFiles files, DateTime now) => row switch
    {
        null or { CommentId: null } => files.Broken.Count > 0 ? BrokenSourceStep.Add : BrokenSourceStep.Nothing,
        { AnswerId: not null } => files.Broken.Count > 0 && now - row.ChangedAt >= AfterAnAnswer ? BrokenSourceStep.Add : BrokenSourceStep.Nothing,
        _ when files.IsWell => BrokenSourceStep.Answer,
        _ => files.Broken.Count > 0 && row.Fingerprint != BrokenSourceComment.Of(files.Broken).Fingerprint ? BrokenSourceStep.Change : BrokenSourceStep.Nothing,
    };

    /// <summary>When to look again, with nothing to do now.</summary>
    public static JobResult Later(Reaction? row, FoundFiles files, DateTime now)
    {
        var next = row switch
        {
            { CommentId: not null, AnswerId: null } => now + WhileItStands,
            { AnswerId: not null } when files.Broken.Count > 0 => row.ChangedAt + AfterAnAnswer,
            _ => (DateTime?)null,
        };
        next = files.NextAt < (next ?? DateTime.MaxValue) ? files.NextAt : next;
        return next is { } at ? JobResult.Again(at - now > Soon ? at - now : Soon) : JobResult.Done;
    }
}

using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions.Comments;
using Markdwell.Services.Settings;

namespace Markdwell.Services.Reactions;

/// <summary>One comment on a page when a file that it shows is to be had no more, answered when it is to be had again.</summary>
public sealed class BrokenSourceReaction
{
    private readonly ReactionTurns turns;
    private readonly ReactionFailures failures;
    private readonly PageCommentCalls comments;
    private readonly PageFiles pages;
    private readonly SettingsStore settings;
    private readonly TimeProvider clock;

    internal BrokenSourceReaction(ReactionTurns turns, ReactionFailures failures, PageCommentCalls comments, PageFiles pages, SettingsStore settings, TimeProvider clock) =>
        (this.turns, this.failures, this.comments, this.pages, this.settings, this.clock) = (turns, failures, comments, pages, settings, clock);

    /// <summary>Asks the hosts about all that the page shows.</summary>
    public async Task<JobResult> ReactAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        if (!(await settings.ForAsync(tenant.Id, cancellationToken)).Reactions.BrokenSources)
        {
            return JobResult.Done;
        }

        var found = await pages.FindAsync(tenant, pageId, cancellationToken);
        if (found.Value is not { } files)
        {
            return found.Outcome is CallOutcome.NotFound or CallOutcome.Refused ? JobResult.Done : ReactionFailures.Open(found.Outcome, found.Pause);
        }

        var key = new ReactionKey(tenant, ReactionKind.BrokenSource, pageId);
        var row = await turns.FindAsync(key, cancellationToken);
        return row?.SendingSince is null && BrokenSourcePlan.StepFor(row, files, Now) == BrokenSourceStep.Nothing ? BrokenSourcePlan.Later(row, files, Now)
            : await turns.TryBeginAsync(key) is { } turn ? await ReactAsync(turn, files, cancellationToken)
            : await turns.LaterAsync(key, cancellationToken);
    }

    private async Task<JobResult> ReactAsync(ReactionTurn turn, FoundFiles files, CancellationToken cancellationToken)
    {
        if (turn.IsDoubtful && await LookAsync(turn, files, cancellationToken) is { } doubt)
        {
            return doubt;
        }

        switch (BrokenSourcePlan.StepFor(turn.Row, files, Now))
        {
            case BrokenSourceStep.Add:
                return await AddAsync(turn, files);
            case BrokenSourceStep.Change:
                return await ChangeAsync(turn, files);
            case BrokenSourceStep.Answer:
                return await AnswerAsync(turn);
            default:
                await (turn.Row.CommentId is { } id ? turns.EndAsync(turn, id, turn.Row.AnswerId, turn.Row.Fingerprint) : turns.ForgetAsync(turn));
                return BrokenSourcePlan.Later(turn.Row, files, Now);
        }
    }

    /// <summary>Looks for what somebody may have written who could not say so any more.</summary>
    /// <returns>Null when that is known now.</returns>
    private async Task<JobResult?> LookAsync(ReactionTurn turn, FoundFiles files, CancellationToken cancellationToken)
    {
        var row = turn.Row;
        if (row is { CommentId: null, Fingerprint.Length: 0 } or { AnswerId: not null })
        {
            return null;
        }

        var found = row.CommentId is { } commentId
            ? await comments.FindAnswerAsync(turn.Key, commentId, cancellationToken)
            : await comments.FindAsync(turn.Key, files.Kind, row.Fingerprint, cancellationToken);
        if (found.Outcome is not (CallOutcome.Ok or CallOutcome.NotFound))
        {
            // Still in doubt, so the turn stays open: whoever comes next looks again.
            return ReactionFailures.Open(found.Outcome, found.Pause);
        }

        if (row.CommentId is not null)
        {
            // Without an answer nobody knows which of two things the comment says.
            (row.AnswerId, row.Fingerprint, row.ChangedAt) = found.Value is { } answerId ? (answerId, row.Fingerprint, Now) : (null, "", row.ChangedAt);
        }
        else if (found.Value is { } id)
        {
            await turns.AdoptAsync(turn, id);
        }

        return null;
    }

    private async Task<JobResult> AddAsync(ReactionTurn turn, FoundFiles files)
    {
        var comment = BrokenSourceComment.Of(files.Broken);
        if (await turns.TrySendAsync(turn, comment.Fingerprint) is not { } sending)
        {
            return JobResult.Again(TimeSpan.FromSeconds(1));
        }

        var answer = await comments.AddAsync(sending.Key, files.Kind, comment);
        if (answer.Value is not { } added)
        {
            return await failures.EndAsync(sending, answer.Outcome, answer.Pause);
        }

        await turns.EndAsync(sending, added.Id, answerId: null, comment.Fingerprint);
        return JobResult.Again(BrokenSourcePlan.WhileItStands);
    }

    private async Task<JobResult> ChangeAsync(ReactionTurn turn, FoundFiles files)
    {
        var comment = BrokenSourceComment.Of(files.Broken);
        var answer = await comments.ChangeAsync(turn.Key, turn.Row.CommentId!, comment);

        // Whoever has deleted the comment knows of it. It counts as said until all is well.
        if (answer.Outcome is not (CallOutcome.Ok or CallOutcome.NotFound))
        {
            return await failures.EndAsync(turn, answer.Outcome, answer.Pause);
        }

        await turns.EndAsync(turn, turn.Row.CommentId!, answerId: null, comment.Fingerprint);
        return JobResult.Again(BrokenSourcePlan.WhileItStands);
    }

    private async Task<JobResult> AnswerAsync(ReactionTurn turn)
    {
        var commentId = turn.Row.CommentId!;
        var comment = await comments.LookAsync(turn.Key, commentId);
        if (comment.Value is null)
        {
            return await failures.EndAsync(turn, comment.Outcome, comment.Pause);
        }

        var answer = await comments.AnswerAsync(turn.Key, commentId);
        if (answer.Value is not { } added)
        {
            return await failures.EndAsync(turn, answer.Outcome, answer.Pause);
        }

        await turns.EndAsync(turn, commentId, added.Id, turn.Row.Fingerprint);
        return JobResult.Done;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

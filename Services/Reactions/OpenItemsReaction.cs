using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions.Comments;
using Markdwell.Services.Settings;

namespace Markdwell.Services.Reactions;

/// <summary>One comment on an issue that is done while required items of its note are open, kept in step with them.</summary>
public sealed class OpenItemsReaction
{
    private readonly ReactionTurns turns;
    private readonly ReactionFailures failures;
    private readonly IssueCommentCalls comments;
    private readonly SettingsStore settings;

    internal OpenItemsReaction(ReactionTurns turns, ReactionFailures failures, IssueCommentCalls comments, SettingsStore settings) =>
        (this.turns, this.failures, this.comments, this.settings) = (turns, failures, comments, settings);

    /// <param name="isDone">Whether the issue's status is of the category Done.</param>
    /// <param name="wasMoved">Whether its status was changed since this was last called.</param>
    /// <param name="openItems">The labels of the required items that are open, by their words, in their order.</param>
    public async Task<JobResult> ReactAsync(Tenant tenant, string issueId, bool isDone, bool wasMoved, IReadOnlyList<string> openItems, CancellationToken cancellationToken)
    {
        if (!isDone || !(await settings.ForAsync(tenant.Id, cancellationToken)).Reactions.OpenItems)
        {
            return JobResult.Done;
        }

        var key = new ReactionKey(tenant, ReactionKind.OpenItems, issueId);
        var comment = OpenItemsComment.Of(openItems);
        var isOccasion = wasMoved && openItems.Count > 0;
        return !IsDue(await turns.FindAsync(key, cancellationToken), comment, isOccasion) ? JobResult.Done
            : await turns.TryBeginAsync(key) is { } turn ? await ReactAsync(turn, comment, isOccasion, openItems.Count > 0, cancellationToken)
            : await turns.LaterAsync(key, cancellationToken);
    }

    /// <summary>Our own comment makes Jira tell of the issue again, which ends here: it says what it said.</summary>
    private static bool IsDue(Reaction? row, OpenItemsComment comment, bool isOccasion) =>
        isOccasion || row?.SendingSince is not null || (row?.CommentId is not null && row.Fingerprint != comment.Fingerprint);

    private async Task<JobResult> ReactAsync(ReactionTurn turn, OpenItemsComment comment, bool isOccasion, bool hasOpen, CancellationToken cancellationToken)
    {
        if (turn is { IsDoubtful: true, Row: { CommentId: null, Fingerprint: { Length: > 0 } mark } })
        {
            var found = await comments.FindAsync(turn.Key, mark, cancellationToken);
            switch (found)
            {
                case { Outcome: CallOutcome.Ok, Value: { } id }:
                    await turns.AdoptAsync(turn, id);
                    break;
                case { Outcome: CallOutcome.Ok }:
                    // The occasion was there when it was to be sent, whoever calls now.
                    isOccasion = hasOpen;
                    break;
                case { Outcome: CallOutcome.NotFound }:
                    return await failures.EndAsync(turn, found.Outcome, found.Pause);
                default:
                    return ReactionFailures.Open(found.Outcome, found.Pause);
            }
        }
        else if (turn.IsDoubtful)
        {
            // It may have been changed, by who could not say so any more.
            turn.Row.Fingerprint = "";
        }

        return turn.Row.CommentId is { } commentId
            ? await ChangeAsync(turn, commentId, comment, isOccasion, cancellationToken)
            : await AddAsync(turn, comment, isOccasion);
    }

    private async Task<JobResult> ChangeAsync(ReactionTurn turn, string commentId, OpenItemsComment comment, bool isOccasion, CancellationToken cancellationToken)
    {
        var isSaid = turn.Row.Fingerprint == comment.Fingerprint;
        var answer = !isSaid ? Ended(await comments.ChangeAsync(turn.Key, commentId, comment))
            : isOccasion ? await comments.LookAsync(turn.Key, commentId, cancellationToken)
            : new(CallOutcome.Ok);
        switch (answer.Outcome)
        {
            case CallOutcome.Ok:
                await turns.EndAsync(turn, commentId, answerId: null, comment.Fingerprint);
                return JobResult.Done;
            case CallOutcome.NotFound when isOccasion:
                return await AddAsync(turn, comment, isOccasion);
            default:
                // A comment that somebody has deleted is not wanted, until the issue is moved again.
                return await failures.EndAsync(turn, answer.Outcome, answer.Pause);
        }
    }

    private async Task<JobResult> AddAsync(ReactionTurn turn, OpenItemsComment comment, bool isOccasion)
    {
        if (!isOccasion)
        {
            await turns.ForgetAsync(turn);
            return JobResult.Done;
        }

        if (await turns.TrySendAsync(turn, comment.Fingerprint) is not { } sending)
        {
            return JobResult.Again(TimeSpan.FromSeconds(1));
        }

        var answer = await comments.AddAsync(sending.Key, comment);
        if (answer.Value is not { } added)
        {
            return await failures.EndAsync(sending, answer.Outcome, answer.Pause);
        }

        await turns.EndAsync(sending, added.Id, answerId: null, comment.Fingerprint);
        return JobResult.Done;
    }

    private static WriteAnswer Ended(Answer<IssueComment> answer) => new(answer.Outcome, answer.Pause);
}

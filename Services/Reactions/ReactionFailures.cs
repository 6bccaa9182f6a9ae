using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;

namespace Markdwell.Services.Reactions;

/// <summary>
/// Ends turns whose calls did not go well. A product that said no has nothing of ours; one that said nothing may have it, so the
/// turn stays open, and whoever comes after its lease looks.
/// </summary>
internal sealed partial class ReactionFailures(ReactionTurns turns, ILogger<ReactionFailures> logger)
{
    public async Task<JobResult> EndAsync(ReactionTurn turn, CallOutcome outcome, TimeSpan? pause)
    {
        switch (outcome)
        {
            case CallOutcome.NotFound:
                await turns.ForgetAsync(turn);
                return JobResult.Done;
            case CallOutcome.Refused:
                // Who may not write today may not in an hour; the next occasion is the next try.
                Log.Refused(logger, turn.Key.Subject, turn.Key.Tenant.Id);
                await turns.ReleaseAsync(turn);
                return JobResult.Done;
            case CallOutcome.RateLimited or CallOutcome.Conflict:
                await turns.ReleaseAsync(turn);
                break;
        }

        return Open(outcome, pause);
    }

    /// <summary>Whoever comes next looks again.</summary>
    public static JobResult Open(CallOutcome outcome, TimeSpan? pause) => JobResult.Failed(outcome.ToString(), pause);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The comment on {Subject} of tenant {TenantId} was not written: the product does not let the app comment there")]
        public static partial void Refused(ILogger logger, string subject, int tenantId);
    }
}

using System.Security.Cryptography;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;

namespace Markdwell.Services.Accounts;

/// <summary>
/// Tells Atlassian once in a cycle which accounts are remembered, and forgets those that were closed.
/// https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
/// </summary>
internal sealed partial class AccountReports(AccountTurns turns, RememberedAccounts accounts, ProductClients clients, TimeProvider clock, ILogger<AccountReports> logger)
{
    private const int MaxOfOneReport = 90;

    private static readonly TimeSpan Cycle = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestCycle = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestCycle = TimeSpan.FromDays(90);
    private static readonly TimeSpan FailurePause = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestTold = TimeSpan.FromDays(1);

    public async Task ReportDueAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in await turns.DueAsync(cancellationToken))
        {
            if (await turns.TryBeginAsync(tenant, cancellationToken))
            {
                await turns.EndAsync(tenant, await TryReportAsync(tenant, cancellationToken), cancellationToken);
            }
        }
    }

    private async Task<TimeSpan> TryReportAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        try
        {
            return await ReportAsync(tenant, cancellationToken);
        }
        catch (CryptographicException e) when (!DatabaseFault.Is(e))
        {
            // Nobody can speak for a site whose secret is lost, until it installs the app again. That is no reason to keep silent for the others.
            Log.SecretUnreadable(logger, tenant.Id, e.Message);
            return AfterFailure(told: null);
        }
    }

    /// <returns>The time until the next report.</returns>
    private async Task<TimeSpan> ReportAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        var cycle = Cycle;
        foreach (var ids in (await accounts.ListAsync(tenant.Id, cancellationToken)).Chunk(MaxOfOneReport))
        {
            var answer = await SendAsync(tenant, ids, cancellationToken);
            if (answer.Outcome != CallOutcome.Ok)
            {
                // All of them come again: a report is no less true the second time.
                Log.NotReported(logger, tenant.Id, answer.Outcome);
                return AfterFailure(answer.Pause);
            }

            // Of those that were updated there is nothing to ask for anew: the id is all that is kept.
            var closed = answer.Changes.Where(change => change.Status == "closed").Select(change => change.AccountId).ToList();
            if (closed.Count > 0)
            {
                await accounts.ForgetAsync(tenant.Id, closed, cancellationToken);
                Log.Forgotten(logger, closed.Count, tenant.Id);
            }

            cycle = answer.Cycle ?? cycle;
        }

        // Sites that were installed together do not come together for ever; and never later than a cycle.
        return TimeSpan.FromTicks(Math.Clamp(cycle.Ticks, ShortestCycle.Ticks, LongestCycle.Ticks)) * (0.9 + (0.1 * Random.Shared.NextDouble()));
    }

    private Task<ReportAnswer> SendAsync(Tenant tenant, string[] ids, CancellationToken cancellationToken)
    {
        // An id does not go out of date, so what is remembered is always as of now.
        var now = clock.GetUtcNow();
        var report = new AccountReport([.. ids.Select(id => new ReportedAccount(id, now))]);
        var call = tenant.Product == Product.Jira
            ? clients.For<IJiraApi>(tenant, Urgency.Action).ReportAccountsAsync(report, cancellationToken)
            : clients.For<IConfluenceApi>(tenant, Urgency.Action).ReportAccountsAsync(report, cancellationToken);
        return call.ReportAnswerAsync();
    }

    // Whoever was told to wait waits as long; chance keeps the sites from coming back together.
    private static TimeSpan AfterFailure(TimeSpan? told) =>
        (told is { } pause ? pause < LongestTold ? pause : LongestTold : FailurePause) + (FailurePause * Random.Shared.NextDouble());

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The accounts that are remembered of tenant {TenantId} could not be reported ({Outcome}); it will be tried again in some hours")]
        public static partial void NotReported(ILogger logger, int tenantId, CallOutcome outcome);

        [LoggerMessage(LogLevel.Warning, "The accounts that are remembered of tenant {TenantId} cannot be reported, for its secret cannot be decrypted: {Reason}")]
        public static partial void SecretUnreadable(ILogger logger, int tenantId, string reason);

        [LoggerMessage(LogLevel.Information, "{Count} accounts of tenant {TenantId} were closed and are forgotten")]
        public static partial void Forgotten(ILogger logger, int count, int tenantId);
    }
}

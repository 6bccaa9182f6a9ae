using Markdwell.Services.Storage;

namespace Markdwell.Services.Accounts;

/// <summary>Looks now and then whether a site's accounts are to be reported.</summary>
internal sealed partial class AccountReporter(AccountReports reports, DatabaseState state, TimeProvider clock, ILogger<AccountReporter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await (state.IsReady ? reports.ReportDueAsync(stoppingToken) : Task.CompletedTask);
            }
            catch (Exception e) when (DatabaseFault.Is(e))
            {
                // In some minutes there is another chance; a fault that left here would end the whole app.
                Log.Failed(logger, DatabaseFault.Reason(e));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Which accounts are to be reported could not be read from the database: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}

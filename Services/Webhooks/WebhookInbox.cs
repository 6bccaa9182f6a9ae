using System.Diagnostics.Metrics;
using Markdwell.Services.Connect;
using Markdwell.Services.Jobs;

namespace Markdwell.Services.Webhooks;

/// <summary>
/// Takes in what the products tell: it is boiled down to a job, which is in the database before the answer goes out. Names, texts and
/// accounts that came along are not kept.
/// </summary>
internal sealed partial class WebhookInbox(JobStore jobs, IMeterFactory meters, ILogger<WebhookInbox> logger)
{
    // Who saves a page moves its attachments and labels in the same second.
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Counter<long> counter = meters.Markdwell().CreateCounter<long>("markdwell.webhooks", "{delivery}", "Webhooks by event and outcome");

    /// <returns>The status to answer with. Jira comes back after 5xx alone, Confluence never.</returns>
    public async Task<int> TakeAsync(HttpContext context, WebhookEvent @event)
    {
        var outcome = await TellAsync(context, @event);
        return Record(outcome, @event.Name);
    }

    /// <summary>Something that this version of the app does not ask for; another one may have.</summary>
    public Task<int> TakeUnknown(HttpContext context) => Task.FromResult(Record(WebhookOutcome.Unknown, "unknown"));

    private async Task<WebhookOutcome> TellAsync(HttpContext context, WebhookEvent @event)
    {
        var tenant = context.Caller().Tenant;
        if (!tenant.IsInstalled)
        {
            return WebhookOutcome.Uninstalled;
        }

        if (tenant.Product != @event.Product)
        {
            return WebhookOutcome.Unknown;
        }

        var reading = await WebhookBody.ReadAsync(context.Request, @event);
        if (reading.Outcome == WebhookOutcome.Told)
        {
            await jobs.TellAsync(tenant.Id, @event.Kind, reading.Subject!, @event.Name, reading.Hints | @event.Hints, Delay, context.RequestAborted);
        }

        return reading.Outcome;
    }

    private int Record(WebhookOutcome outcome, string name)
    {
        counter.Add(1, new("event", name), new("outcome", outcome.ToString()));
        Log.Taken(logger, name, outcome);
        return outcome == WebhookOutcome.Malformed ? StatusCodes.Status400BadRequest : StatusCodes.Status204NoContent;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Webhook {Event}: {Outcome}")]
        public static partial void Taken(ILogger logger, string @event, WebhookOutcome outcome);
    }
}

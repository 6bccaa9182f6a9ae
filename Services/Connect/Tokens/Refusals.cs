using System.Diagnostics.Metrics;

namespace Markdwell.Services.Connect.Tokens;

/// <summary>Where a refusal is told: the reason to the log and to a counter, a bare status to the caller.</summary>
internal sealed partial class Refusals(IMeterFactory meters, ILogger<Refusals> logger)
{
    private const string RetryAfterSeconds = "60";

    private readonly Counter<long> counter = meters.Markdwell().CreateCounter<long>("markdwell.requests.refused", "{request}", "Requests that were not let in, by reason");

    /// <returns>The status to answer with.</returns>
    public int Record(HttpContext context, Refusal reason)
    {
        // The endpoint's own name: the path and the query are the caller's text, and the query holds a token.
        var endpoint = context.GetEndpoint()?.DisplayName ?? "";
        counter.Add(1, new("reason", reason.ToString()), new("endpoint", endpoint));
        Log.Refused(logger, endpoint, reason);

        switch (reason)
        {
            case Refusal.WrongClientKey or Refusal.WrongAppKey or Refusal.WrongAddress or Refusal.Takeover:
                return StatusCodes.Status403Forbidden;
            case Refusal.WeakSecret or Refusal.UnknownProduct:
                return StatusCodes.Status400BadRequest;
            case Refusal.KeyHostAway:
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                return StatusCodes.Status503ServiceUnavailable;
            default:
                context.Response.Headers.WWWAuthenticate = "JWT";
                return StatusCodes.Status401Unauthorized;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Refused a request to {Endpoint}: {Reason}")]
        public static partial void Refused(ILogger logger, string endpoint, Refusal reason);
    }
}

namespace Markdwell.Sandbox.Rest;

/// <summary>Not now, in the words of Jira's rate limits.</summary>
/// <param name="seconds">After how many to come back.</param>
/// <param name="reason">Which of the limits it was.</param>
internal sealed class TooMany(int seconds, string reason, string why) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.RetryAfter = seconds.ToString();
        headers["X-RateLimit-Limit"] = "100";
        headers["X-RateLimit-Remaining"] = "0";
        headers["X-RateLimit-Reset"] = DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("O");
        headers["X-RateLimit-NearLimit"] = "true";
        headers["RateLimit-Reason"] = reason;
        return new Refusal(StatusCodes.Status429TooManyRequests, why).ExecuteAsync(httpContext);
    }
}

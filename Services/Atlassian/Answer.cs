using System.Net;
using Refit;

namespace Markdwell.Services.Atlassian;

/// <summary>How a call to a product ended, each way with one short name.</summary>
public enum CallOutcome
{
    Ok,
    NotFound,

    /// <summary>The product does not let the app do this: the secret is out of date, or a scope or right is missing.</summary>
    Refused,

    /// <summary>Still told to wait after all tries.</summary>
    RateLimited,

    /// <summary>No answer in time, no connection, or a fault on the product's side.</summary>
    Unavailable,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Conflict,

    /// <summary>An answer that is not what the API promises.</summary>
    Malformed,
}

/// <summary>What a product answered, or why there is no answer. A product that is away is no exception but an everyday thing.</summary>
/// <param name="Pause">How long the product wants to be left alone, if it said so.</param>
public readonly record struct Answer<T>(CallOutcome Outcome, T? Value, TimeSpan? Pause = null)
{
    public static implicit operator Answer<T>(T value) => new(CallOutcome.Ok, value);

    public static implicit operator Answer<T>(CallOutcome outcome) => new(outcome, default);
}

/// <summary>How a write ended, where it matters when it may come again.</summary>
public readonly record struct WriteAnswer(CallOutcome Outcome, TimeSpan? Pause = null);

public static class AnswerExtensions
{
    /// <param name="nothing">What 204 means, for the calls that promise it.</param>
    public static async Task<Answer<T>> AnswerAsync<T>(this Task<IApiResponse<T>> call, T? nothing = null)
        where T : class
    {
        using var response = await call;
        var outcome = Outcome(response);
        return outcome != CallOutcome.Ok ? new(outcome, Value: null, Pause(response))
            : response.StatusCode == HttpStatusCode.NoContent && nothing is not null ? nothing
            : response.Content is { } content ? content
            : CallOutcome.Malformed;
    }

    public static async Task<CallOutcome> OutcomeAsync(this Task<IApiResponse> call) => (await call.WriteAnswerAsync()).Outcome;

    public static async Task<WriteAnswer> WriteAnswerAsync(this Task<IApiResponse> call)
    {
        using var response = await call;
        return new(Outcome(response), Pause(response));
    }

    internal static CallOutcome Outcome(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => CallOutcome.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CallOutcome.Refused,
        HttpStatusCode.Conflict => CallOutcome.Conflict,
        HttpStatusCode.TooManyRequests => CallOutcome.RateLimited,
        >= HttpStatusCode.InternalServerError => CallOutcome.Unavailable,
        >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => CallOutcome.Ok,
        _ => CallOutcome.Malformed,
    };

    private static TimeSpan? Pause(IApiResponse response) => response.Headers is { } headers ? ProductResilience.RetryAfter(headers) : null;

    private static CallOutcome Outcome(IApiResponse response) =>
        response.StatusCode is not { } status ? CallOutcome.Unavailable
        : Outcome(status) is var outcome && (outcome != CallOutcome.Ok || response.IsSuccessful) ? outcome
        : CallOutcome.Malformed;
}

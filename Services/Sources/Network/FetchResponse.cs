using System.Net.Http.Headers;

namespace Markdwell.Services.Sources.Network;

/// <summary>What a host answered. Only <see cref="FetchOutcome.Ok"/> has a body.</summary>
public sealed record FetchResponse(FetchOutcome Outcome, byte[] Body)
{
    public string? MediaType { get; init; }

    public string? Charset { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How long the host wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For what a host says about the token beside its answer.</summary>
    public HttpResponseHeaders? Headers { get; init; }

    public static FetchResponse Failed(FetchOutcome outcome) => new(outcome, []);
}

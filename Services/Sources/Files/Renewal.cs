using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>What a file's host said: another content, that the copy is still good, or why it says neither.</summary>
internal sealed record Renewal(FetchOutcome Outcome)
{
    /// <summary>With <see cref="FetchOutcome.Ok"/> alone.</summary>
    public byte[] Content { get; init; } = [];

    public string? MediaType { get; init; }

    public string? Revision { get; init; }

    public DateTime? RevisedAt { get; init; }

    public string? ETag { get; init; }

    public DateTime? LastModified { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>An answer of the host's that is not the file.</summary>
    public static Renewal Without(FetchResponse response) => new(response.Outcome) { RetryAfter = response.RetryAfter };
}

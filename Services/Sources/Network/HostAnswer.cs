using System.Globalization;
using System.Net;
using System.Text;

namespace Markdwell.Services.Sources.Network;

/// <summary>What a host's answer means, and its body as far as it was wanted.</summary>
internal static class HostAnswer
{
    private const int BufferBytes = 16 * 1024;

    // GitHub asks for a minute where it does not say how long; nobody is believed who asks for a day.
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>304 is no redirect, although it is among them.</summary>
    public static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is >= 300 and < 400 and not 304;

    public static async Task<FetchResponse> ReadAsync(HttpResponseMessage response, FetchRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        var outcome = Outcome(response, isConditional: request.ETag is not null || request.LastModified is not null);
        var body = outcome == FetchOutcome.Ok ? await BodyAsync(response.Content, request.MaxBytes, cancellationToken) : [];
        var content = response.Content.Headers;
        return new(body is null ? FetchOutcome.TooLarge : outcome, body ?? [])
        {
            MediaType = content.ContentType?.MediaType,
            Charset = content.ContentType?.CharSet,

            // It becomes part of a request, which takes nothing else.
            ETag = response.Headers.ETag?.ToString() is { } etag && Ascii.IsValid(etag) ? etag : null,
            LastModified = content.LastModified,
            RetryAfter = outcome == FetchOutcome.RateLimited ? Pause(response, response.Headers.Date ?? clock.GetUtcNow()) : null,
            Headers = response.Headers,
        };
    }

    private static FetchOutcome Outcome(HttpResponseMessage response, bool isConditional) => (int)response.StatusCode switch
    {
        // What is still packed was packed in a way that nobody asked for.
        200 => response.Content.Headers.ContentEncoding.Count == 0 ? FetchOutcome.Ok : FetchOutcome.Malformed,

        // Azure DevOps shows its login page to a token that it does not know.
        203 or 401 => FetchOutcome.Unauthorized,
        304 when isConditional => FetchOutcome.NotModified,
        403 => IsRateLimit(response) ? FetchOutcome.RateLimited : FetchOutcome.Forbidden,
        451 => FetchOutcome.Forbidden,

        // GitHub: 409 for a repository without a commit, 422 for a commit that is not in it.
        404 or 409 or 410 or 422 => FetchOutcome.NotFound,
        429 => FetchOutcome.RateLimited,
        408 or >= 500 => FetchOutcome.Unavailable,
        _ => FetchOutcome.Malformed,
    };

    /// <summary>https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api</summary>
    private static bool IsRateLimit(HttpResponseMessage response) => response.Headers.RetryAfter is not null || Number(response, "x-ratelimit-remaining") == 0;

    private static TimeSpan Pause(HttpResponseMessage response, DateTimeOffset now)
    {
        var told = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ when Number(response, "x-ratelimit-reset") is { } reset => TimeSpan.FromSeconds(Math.Min(reset - now.ToUnixTimeSeconds(), int.MaxValue)),
            _ => UsualPause,
        };
        return TimeSpan.FromTicks(Math.Clamp(told.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks));
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Counts what comes, unpacked: a host says what length it likes, and a small file may hold gigabytes of nothing.</summary>
    /// <returns>Null when it is more than was wanted.</returns>
    private static async Task<byte[]?> BodyAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}

using System.Collections.Concurrent;
using System.Net;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>
/// Which sites are left alone for a while: those that said so, for as long as they said, and those that have failed several times in a row, so
/// that nobody waits twenty seconds for what everybody before him has not got.
/// </summary>
public sealed class ProductPauses(TimeProvider clock)
{
    private const int ManyFailures = 5;

    // What is told to wait for less is waited for.
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(15);

    // Points begin anew with each full hour.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Only of sites in trouble: the first good answer takes a site out.
    private readonly ConcurrentDictionary<int, Trouble> troubles = new();

    /// <returns>Null when the site may be asked.</returns>
    internal Pause? Of(int tenantId) =>
        troubles.TryGetValue(tenantId, out var trouble) && trouble.Until - Now is { Ticks: > 0 } left
            ? new(trouble.Status, trouble.Status == HttpStatusCode.TooManyRequests ? left : null)
            : null;

    public IReadOnlyCollection<int> Paused()
    {
        var now = Now;
        return [.. troubles.Where(one => one.Value.Until > now).Select(one => one.Key)];
    }

    /// <param name="response">Null when there was none.</param>
    internal void Hear(int tenantId, HttpResponseMessage? response)
    {
        if (response is { StatusCode: HttpStatusCode.TooManyRequests })
        {
            if (IsOfSite(response) && ProductResilience.RetryAfter(response.Headers) is { } told && told > ShortWait)
            {
                troubles[tenantId] = new(response.StatusCode, Failures: 0, Now + (told < LongestWait ? told : LongestWait));
            }
        }
        else if (response is null or { StatusCode: >= HttpStatusCode.InternalServerError })
        {
            troubles.AddOrUpdate(tenantId, _ => Failed(0), (_, before) => Failed(before.Failures));
        }
        else
        {
            troubles.TryRemove(tenantId, out _);
        }
    }

    /// <summary>Limits of one address, or of one issue, say nothing about the others.</summary>
    private static bool IsOfSite(HttpResponseMessage response) =>
        Quota.Text(response, "RateLimit-Reason") is { } reason
        && (reason.Contains("quota", StringComparison.OrdinalIgnoreCase) || reason.Contains("global", StringComparison.OrdinalIgnoreCase));

    private Trouble Failed(int before) => new(HttpStatusCode.ServiceUnavailable, before + 1, before + 1 < ManyFailures ? default : Now + AfterFailures(before + 1 - ManyFailures));

    private static TimeSpan AfterFailures(int more)
    {
        var grown = FirstPause * Math.Pow(2, Math.Min(more, 10));
        return grown < LongestPause ? grown : LongestPause;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private sealed record Trouble(HttpStatusCode Status, int Failures, DateTime Until);
}

/// <param name="Status">As the product would answer.</param>
/// <param name="Wait">What the product said; who has only failed knows himself when to come again.</param>
internal readonly record struct Pause(HttpStatusCode Status, TimeSpan? Wait);

using System.Collections.Immutable;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>
/// How often one issue may be written to: twenty times in two seconds and a hundred times in thirty.
/// See https://developer.atlassian.com/cloud/jira/platform/rate-limiting/.
/// </summary>
internal sealed class WriteLimit
{
    private static readonly (int Writes, TimeSpan Window)[] Limits = [(20, TimeSpan.FromSeconds(2)), (100, TimeSpan.FromSeconds(30))];

    private readonly Lock gate = new();
    private ImmutableDictionary<Issue, ImmutableList<DateTimeOffset>> recent = ImmutableDictionary<Issue, ImmutableList<DateTimeOffset>>.Empty;

    public bool IsOn { get; private set; } = true;

    /// <summary>All that were let through since the start or the last reset.</summary>
    public int Writes { get; private set; }

    public int Refusals { get; private set; }

    /// <summary>Stands before everything that changes an issue, whoever asks.</summary>
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var limit = http.RequestServices.GetRequiredService<WriteLimit>();
        var isWrite = !HttpMethods.IsGet(http.Request.Method) && http.GetRouteValue("idOrKey") is not null;
        return isWrite && (await Caller.BindAsync(http)).Issue((string)http.GetRouteValue("idOrKey")!) is { } issue && limit.Take(issue, DateTimeOffset.UtcNow) is { } wait
            ? new TooMany((int)Math.Ceiling(wait.TotalSeconds), "jira-per-issue-on-write", "this issue is written to too often")
            : await next(context);
    }

    public void Switch(bool on)
    {
        lock (gate)
        {
            (IsOn, Writes, Refusals) = (on, 0, 0);
            recent = recent.Clear();
        }
    }

    /// <returns>How long to wait; null when the write may be made, and is counted.</returns>
    public TimeSpan? Take(Issue issue, DateTimeOffset now)
    {
        lock (gate)
        {
            var writes = recent.GetValueOrDefault(issue, []).RemoveAll(at => at <= now - Limits[^1].Window);
            var waits = Limits.Where(_ => IsOn).Select(limit => Wait(writes, limit.Writes, limit.Window, now)).Max();
            if (waits is { } wait)
            {
                Refusals++;
                return wait;
            }
            Writes++;
            recent = recent.SetItem(issue, writes.Add(now));
            return null;
        }
    }

    private static TimeSpan? Wait(ImmutableList<DateTimeOffset> writes, int most, TimeSpan window, DateTimeOffset now) =>
        writes.Count >= most && writes[^most] + window - now is var wait && wait > TimeSpan.Zero ? wait : null;
}

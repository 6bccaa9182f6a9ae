using System.Collections.Immutable;

namespace Markdwell.Sandbox.Connect;

/// <param name="At">When it ended.</param>
/// <param name="Way">"in" from the app, "out" to the app.</param>
/// <param name="Site">Key of the site.</param>
/// <param name="Product">Which product called or was called.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query, a token in it cut out.</param>
/// <param name="Status">HTTP status; 0 when there was no answer.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Why">Why it was refused or failed.</param>
internal sealed record Call(DateTimeOffset At, string Way, string Site, string Product, string Method, string Path, int Status, long Milliseconds, string? Why)
{
    /// <summary>The pattern of the address: the same for all pages and issues.</summary>
    public string? Route { get; init; }
}

/// <summary>The last calls between this sandbox and the app, and how many there were of each kind.</summary>
internal sealed class CallLog
{
    private const int Kept = 50;

    private readonly Lock gate = new();

    private ImmutableDictionary<(string Way, string Site, string Product, string Method, string Route, int Status), int> counts =
        ImmutableDictionary<(string, string, string, string, string, int), int>.Empty;

    public ImmutableList<Call> Calls { get; private set; } = [];

    /// <summary>Of all calls since the start or the last reset, also those that are not kept any more.</summary>
    public IEnumerable<object> Counts => counts.Select(pair => new
    {
        pair.Key.Way,
        pair.Key.Site,
        pair.Key.Product,
        pair.Key.Method,
        pair.Key.Route,
        pair.Key.Status,
        count = pair.Value,
    });

    public void Add(Call call)
    {
        lock (gate)
        {
            var kind = (call.Way, call.Site, call.Product, call.Method, call.Route ?? call.Path, call.Status);
            counts = counts.SetItem(kind, counts.GetValueOrDefault(kind) + 1);
            Calls = (Calls.Count < Kept ? Calls : Calls.RemoveAt(0)).Add(call);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            (Calls, counts) = ([], counts.Clear());
        }
    }
}

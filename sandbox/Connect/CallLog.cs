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
internal sealed record Call(DateTimeOffset At, string Way, string Site, string Product, string Method, string Path, int Status, long Milliseconds, string? Why);

/// <summary>The last calls between this sandbox and the app.</summary>
internal sealed class CallLog
{
    private const int Kept = 50;

    private readonly Lock gate = new();

    public ImmutableList<Call> Calls { get; private set; } = [];

    public void Add(Call call)
    {
        lock (gate)
        {
            Calls = (Calls.Count < Kept ? Calls : Calls.RemoveAt(0)).Add(call);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            Calls = [];
        }
    }
}

using System.Collections.Immutable;
using Markdwell.Sandbox.Git;

namespace Markdwell.Sandbox.Connect;

/// <summary>Something that will go wrong on purpose.</summary>
/// <param name="Match">Part of the path (and query) it is meant for; empty for every REST call.</param>
/// <param name="Kind">404, 409, 429, 500 (or any status), "quota", "delay", "garbage", "redirect" or "lost" (done, and not answered); the Git host knows more.</param>
/// <param name="Times">For how many calls.</param>
/// <param name="RetryAfter">Seconds, told with 429.</param>
/// <param name="Delay">Milliseconds to wait before the answer, with every kind.</param>
/// <param name="Site">Only on this site; the Git host is never meant unless it is named.</param>
/// <param name="Target">Where the Git host redirects to, or the content type it lies about.</param>
internal sealed record Fault(string Kind, string Match = "", int Times = 1, int RetryAfter = 1, int Delay = 0, string? Site = null, string? Target = null)
{
    public bool Fits(string site, string path) =>
        (Site is null ? site != GitGate.Site : Site == site) && path.Contains(Match, StringComparison.OrdinalIgnoreCase);
}

internal sealed class Faults
{
    private readonly Lock gate = new();

    public ImmutableList<Fault> All { get; private set; } = [];

    public void Add(Fault fault)
    {
        lock (gate)
        {
            All = All.Add(fault);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            All = [];
        }
    }

    /// <summary>Uses up one go of the first fault that fits.</summary>
    public Fault? Take(string site, string path)
    {
        lock (gate)
        {
            if (All.Find(f => f.Fits(site, path)) is not { } fault)
            {
                return null;
            }
            All = fault.Times > 1 ? All.Replace(fault, fault with { Times = fault.Times - 1 }) : All.Remove(fault);
            return fault;
        }
    }
}

using Markdwell.Models;

namespace Markdwell.Services.Jobs;

internal readonly record struct JobKey(int TenantId, JobKind Kind, string Subject)
{
    public override string ToString() => $"{Kind} {Subject}";
}

/// <summary>Somebody says that something has happened.</summary>
/// <param name="Count">How many have said so.</param>
internal sealed record Telling(JobKey Key, string Cause, JobHints Hints, DateTime ToldAt, DateTime DueAt, int Count = 1)
{
    /// <summary>In which this is told, if any.</summary>
    public string? Trace { get; init; }

    /// <summary>One for each job. In the order of their keys, so that of two instances with the same jobs none waits for the other in a circle.</summary>
    public static List<Telling> Join(IEnumerable<Telling> tellings) =>
        [.. tellings.GroupBy(telling => telling.Key)
            .Select(same => same.Aggregate((first, then) => first.And(then)))
            .OrderBy(telling => telling.Key.TenantId).ThenBy(telling => telling.Key.Kind).ThenBy(telling => telling.Key.Subject, StringComparer.Ordinal)];

    private Telling And(Telling then) => then with
    {
        Hints = Hints | then.Hints,
        ToldAt = ToldAt,
        DueAt = DueAt < then.DueAt ? DueAt : then.DueAt,
        Count = Count + then.Count,
        Trace = then.Trace ?? Trace,
    };
}

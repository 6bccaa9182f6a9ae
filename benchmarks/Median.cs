namespace Markdwell.Benchmarks;

internal static class Median
{
    public static double Of(IEnumerable<double> values) => Of(values, 0.5);

    /// <param name="share">0.95 for what nineteen of twenty stay below.</param>
    public static double Of(IEnumerable<double> values, double share) => values.Order().ToList() is var all ? all[(int)(all.Count * share)] : 0;

    /// <summary>Round by round, so that a busy machine is busy for both.</summary>
    public static double Ratio<T>(IReadOnlyList<T> ours, IReadOnlyList<T> theirs, Func<T, double> of) => Of(ours.Zip(theirs, (a, b) => of(a) / of(b)));
}

using System.Collections.Concurrent;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Engines are lent out, for none may serve two threads at once. There are never more than a few: each holds some megabytes.</summary>
internal static class KatexEngines
{
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 1, 4);
    private static readonly SemaphoreSlim Free = new(Most);
    private static readonly ConcurrentBag<KatexEngine> Idle = [];

    public static KatexAnswer Typeset(string tex, bool isBlock, int mostSteps)
    {
        Free.Wait();
        try
        {
            return Typeset(Idle.TryTake(out var idle) ? idle : new KatexEngine(), tex, isBlock, mostSteps);
        }
        finally
        {
            Free.Release();
        }
    }

    private static KatexAnswer Typeset(KatexEngine engine, string tex, bool isBlock, int mostSteps)
    {
        try
        {
            var answer = engine.Typeset(tex, isBlock, mostSteps);
            Idle.Add(engine);
            return answer;
        }
        catch
        {
            // Whatever it was, this engine is not trusted again.
            engine.Dispose();
            throw;
        }
    }
}

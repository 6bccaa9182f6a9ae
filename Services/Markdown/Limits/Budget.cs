using Markdig;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>What is left for one text. Whoever works asks here, and is stopped by an exception that never leaves the room.</summary>
internal sealed class Budget(MarkdownLimits limits, TimeProvider clock)
{
    // Reading the clock costs more than most steps.
    private const int StepsBetweenLooksAtTheClock = 64;

    private static readonly object Key = typeof(Budget);

    private readonly long started = clock.GetTimestamp();
    private long spent;
    private long cells;
    private int coloured;
    private int steps;
    private int formulas;
    private long formulaSteps;
    private TimeSpan aside;

    public MarkdownLimits Limits => limits;

    /// <summary>Markdig hands this context to every parser, ours among them.</summary>
    public MarkdownParserContext ToParserContext()
    {
        var context = new MarkdownParserContext();
        context.Properties[Key] = this;
        return context;
    }

    /// <summary>Null when someone parses with our pipeline alone, as the conformance tests do.</summary>
    public static Budget? Of(MarkdownParserContext? context) => context?.Properties.GetValueOrDefault(Key) as Budget;

    public void Spend(long work, int? line = null)
    {
        spent += work;
        if (spent > limits.Work)
        {
            Refuse(RefusalReason.Work, spent, limits.Work, line);
        }
        if (++steps % StepsBetweenLooksAtTheClock == 0)
        {
            CheckTime(line);
        }
    }

    public void CheckNesting(int depth, int? line) => Check(RefusalReason.Nesting, depth, limits.Nesting, line);

    /// <summary>All tables together: a hundred small ones fill the memory as well as one large.</summary>
    public void AddTableCells(long more, int? line) => Check(RefusalReason.TableCells, cells += more, limits.TableCells, line);

    /// <summary>Colours are no reason to refuse a text: past the limit there are none.</summary>
    public bool TryColour() => ++coloured <= limits.CodeColours;

    public void CheckOpenElements(int depth) => Check(RefusalReason.OpenElements, depth, limits.OpenElements, line: null);

    public void CheckOutput(long size) => Check(RefusalReason.OutputSize, size, limits.OutputBytes, line: null);

    /// <returns>False when the text has had all its formulas; the others are shown as they are written.</returns>
    public bool TryTakeFormula() => ++formulas <= limits.Formulas && formulaSteps < limits.AllFormulaSteps;

    public void SpendOnFormulas(int more) => formulaSteps += more;

    /// <summary>For work that is counted in steps of its own, and may begin with a script that is loaded once for all texts.</summary>
    public T WithoutClock<T>(Func<T> work)
    {
        var before = clock.GetTimestamp();
        var result = work();
        aside += clock.GetElapsedTime(before);
        return result;
    }

    private void CheckTime(int? line)
    {
        var elapsed = clock.GetElapsedTime(started) - aside;
        if (elapsed > limits.Time)
        {
            Refuse(RefusalReason.Time, (long)elapsed.TotalMilliseconds, (long)limits.Time.TotalMilliseconds, line);
        }
    }

    private static void Check(RefusalReason reason, long measured, long limit, int? line)
    {
        if (measured > limit)
        {
            Refuse(reason, measured, limit, line);
        }
    }

    private static void Refuse(RefusalReason reason, long measured, long limit, int? line) =>
        throw new BudgetExceededException(new(reason, measured, limit, line));
}

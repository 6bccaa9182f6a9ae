using Jint;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Counts the statements of the script. A clock would end the same formula on one day and not on the next.</summary>
internal sealed class StepLimit : Constraint
{
    private int most = int.MaxValue;

    public int Steps { get; private set; }

    public void Start(int mostSteps)
    {
        Steps = 0;
        most = mostSteps;
    }

    public override void Check()
    {
        if (++Steps > most)
        {
            throw new StepLimitException();
        }
    }

    public override void Reset()
    {
        // One formula is one run; Start begins it.
    }
}

/// <summary>The only way out of the depth of the script. No script can catch it.</summary>
internal sealed class StepLimitException : Exception;

using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>KaTeX in a JavaScript engine without files, network or clock. One formula at a time.</summary>
internal sealed class KatexEngine : IDisposable
{
    /// <summary>Of user-given lengths, in em: <c>\rule{1000em}{1000em}</c> is a wall.</summary>
    private const int MaxSize = 20;

    // A formula nested so deep took 2 MB of stack at most; what is left of the stack of the caller must not decide.
    private const int DeepestRecursion = 100;
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly StepLimit limit = new();
    private readonly Engine engine;
    private readonly JsValue typeset;

    public KatexEngine()
    {
        engine = new Engine(options => options.Constraint(limit).Constraints.MaxRecursionDepth = DeepestRecursion);
        KatexScript.LoadInto(engine);
        typeset = engine.GetValue("typeset");
    }

    public KatexAnswer Typeset(string tex, bool isBlock, int mostSteps)
    {
        KatexAnswer? answer = null;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                answer = Answer(tex, isBlock, mostSteps);
            }
            catch (Exception exception)
            {
                fault = exception;
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        return answer ?? throw new InvalidOperationException("KaTeX failed.", fault);
    }

    public void Dispose() => engine.Dispose();

    private KatexAnswer Answer(string tex, bool isBlock, int mostSteps)
    {
        limit.Start(mostSteps);
        try
        {
            var result = engine.Invoke(typeset, tex, isBlock, MaxSize).AsObject();
            var mathml = result.Get("mathml");
            return mathml.IsString()
                ? new(mathml.AsString(), Message: null, Position: -1, limit.Steps)
                : new(Mathml: null, result.Get("message").AsString(), (int)result.Get("position").AsNumber(), limit.Steps);
        }
        catch (StepLimitException)
        {
            return new(Mathml: null, "This formula is too much work", Position: -1, limit.Steps);
        }
        catch (RecursionDepthOverflowException)
        {
            return new(Mathml: null, "This formula is nested too deeply", Position: -1, limit.Steps);
        }
        catch (JavaScriptException)
        {
            // A slip of the library's own, where it did not foresee what the author wrote.
            return new(Mathml: null, "This formula cannot be read", Position: -1, limit.Steps);
        }
    }
}

/// <param name="Mathml">Null when there is a message.</param>
/// <param name="Position">In the formula, counted from 0; -1 if unknown.</param>
internal sealed record KatexAnswer(string? Mathml, string? Message, int Position, int Steps);

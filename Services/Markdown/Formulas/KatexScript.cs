using Acornima.Ast;
using Jint;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>KaTeX as the package holds it, parsed once; a second or two, so nobody does it before a formula asks.</summary>
internal static class KatexScript
{
    private const string ResourceName = "katex.min.js";

    private const string Entry = """
        // Nothing that a formula defines may outlive it: what the library reads from is closed once it is loaded.
        for (const type of [Object, Array, Function, String, Number, RegExp, Map, Set]) Object.freeze(type.prototype);
        Object.freeze(katex);

        function typeset(tex, displayMode, maxSize) {
          const refuse = (context) => { throw new katex.ParseError(`${context.command} is not allowed here`); };
          try {
            // One object of macros for each formula: \gdef writes into it.
            return { mathml: katex.renderToString(tex, { displayMode, maxSize, output: 'mathml', strict: 'ignore', trust: refuse, maxExpand: 1000, macros: {} }) };
          } catch (error) {
            if (!(error instanceof katex.ParseError)) throw error;
            return { message: error.rawMessage, position: error.position ?? -1 };
          }
        }
        """;

    private static readonly Lazy<Prepared<Script>> Library = new(() => Engine.PrepareScript(Source()));
    private static readonly Lazy<Prepared<Script>> Ours = new(() => Engine.PrepareScript(Entry));

    public static void LoadInto(Engine engine) => engine.Execute(Library.Value).Execute(Ours.Value);

    private static string Source()
    {
        using var reader = new StreamReader(typeof(KatexScript).Assembly.GetManifestResourceStream(ResourceName)!);
        return reader.ReadToEnd();
    }
}

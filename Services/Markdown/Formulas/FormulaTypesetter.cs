using System.Globalization;
using System.Xml;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>TeX in, a clean tree of MathML out, or a sentence for the author. The same formula always becomes the same.</summary>
internal static class FormulaTypesetter
{
    public static TypesetFormula Typeset(string tex, bool isBlock, Budget budget)
    {
        var limits = budget.Limits;
        if (tex.Length > limits.FormulaLength)
        {
            return TypesetFormula.Failed(string.Create(CultureInfo.InvariantCulture, $"A formula has at most {limits.FormulaLength} characters."), steps: 0);
        }
        if (!budget.TryTakeFormula())
        {
            return TypesetFormula.Failed("The formulas before this one are all that one text may have.", steps: 0);
        }
        var key = new FormulaKey(tex, isBlock, limits.FormulaSteps);
        var formula = FormulaCache.Find(key);
        if (formula is null)
        {
            formula = Read(budget.WithoutClock(() => KatexEngines.Typeset(Legible(tex), isBlock, limits.FormulaSteps)), tex);
            FormulaCache.Keep(key, formula);
        }
        // A remembered formula counts as much as a new one, or the same text would be shown differently on the second day.
        budget.SpendOnFormulas(formula.Steps);
        return formula;
    }

    private static TypesetFormula Read(KatexAnswer answer, string tex)
    {
        if (answer.Mathml is null)
        {
            return TypesetFormula.Failed(FormulaError.Sentence(answer.Message!, answer.Position, tex), answer.Steps);
        }
        return MathmlReader.Read(answer.Mathml) is { } tree
            ? TypesetFormula.Of(tree, answer.Steps)
            : TypesetFormula.Failed("This formula is nested too deeply.", answer.Steps);
    }

    /// <summary>Without what XML cannot hold: control characters, halves of surrogate pairs.</summary>
    private static string Legible(string tex)
    {
        var legible = tex.ToCharArray();
        for (var i = 0; i < legible.Length; i++)
        {
            if (i + 1 < legible.Length && char.IsSurrogatePair(legible[i], legible[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(legible[i]))
            {
                legible[i] = '\uFFFD';
            }
        }
        return new string(legible);
    }
}

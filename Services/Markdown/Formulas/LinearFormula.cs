namespace Markdwell.Services.Markdown.Formulas;

/// <summary>A formula on one line, for places that know no MathML.</summary>
internal static class LinearFormula
{
    /// <summary>Plain text, as people write formulas in mails: <c>(a+b)/(2c)</c>, <c>∑_(i=1)^n</c>.</summary>
    public static string Text(MathElement formula) => new LinearWriter(isXhtml: false).Write(formula);

    /// <summary>Words with <c>em</c>, <c>strong</c>, <c>sub</c>, <c>sup</c> and <c>br</c>, well-formed: for PDF, Word and e-mail.</summary>
    public static string Xhtml(MathElement formula) => new LinearWriter(isXhtml: true).Write(formula);
}

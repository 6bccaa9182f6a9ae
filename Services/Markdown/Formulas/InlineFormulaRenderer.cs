using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Markdwell.Services.Markdown.Formulas;

internal sealed class InlineFormulaRenderer : HtmlObjectRenderer<InlineFormula>
{
    protected override void Write(HtmlRenderer renderer, InlineFormula formula)
    {
        var tex = formula.Tex.Trim();
        if (!renderer.EnableHtmlForInline)
        {
            // The words that stand for a picture.
            renderer.WriteEscape(tex);
        }
        else if (!FormulaHtml.TryWrite(renderer, tex, formula.IsBlock ? "span" : null, out var error))
        {
            renderer.Write("<code>").WriteEscape(tex).Write("</code> <span class=\"formula-error\">").WriteEscape(error).Write("</span>");
        }
    }
}

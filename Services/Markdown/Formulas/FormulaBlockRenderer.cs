using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Markdwell.Services.Markdown.Formulas;

internal sealed class FormulaBlockRenderer : HtmlObjectRenderer<FormulaBlock>
{
    protected override void Write(HtmlRenderer renderer, FormulaBlock formula)
    {
        renderer.EnsureLine();
        var tex = formula.Tex.Trim();
        if (!FormulaHtml.TryWrite(renderer, tex, around: "div", out var error))
        {
            renderer.Write("<pre><code>").WriteEscape(tex).WriteLine("</code></pre>");
            renderer.Write("<p class=\"formula-error\">").WriteEscape(error).Write("</p>");
        }
        renderer.WriteLine();
    }
}

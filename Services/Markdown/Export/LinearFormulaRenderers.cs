using System.Security;
using System.Text;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Export;

/// <summary>Formulas on one line: what makes PDFs, Word files and mails knows no MathML, and text knows no heights.</summary>
/// <param name="line">A formula as well-formed storage format.</param>
internal sealed class LinearFormulaRenderers(Func<MathElement, string> line)
{
    public static LinearFormulaRenderers ForStorage { get; } = new(LinearFormula.Xhtml);

    public static LinearFormulaRenderers ForPlainText { get; } = new(formula => SecurityElement.Escape(LinearFormula.Text(formula)));

    public void AddTo(HtmlRenderer renderer)
    {
        renderer.ObjectRenderers.Insert(0, new BlockRenderer(this));
        renderer.ObjectRenderers.Insert(0, new InlineRenderer(this));
    }

    /// <summary>Writes the formula, or its source and what is wrong with it. As in a page, no tag that an author left open swallows it.</summary>
    private void Write(HtmlRenderer renderer, string tex, bool isBlock)
    {
        var draft = (DraftWriter)renderer.Writer;
        var formula = FormulaTypesetter.Typeset(tex, isBlock, draft.Budget);
        if (formula.Tree is { } tree)
        {
            draft.Insert(Encoding.UTF8.GetBytes(line(tree)));
        }
        else
        {
            renderer.Write("<code>").WriteEscape(tex).Write("</code> ").WriteEscape(formula.Error!);
        }
    }

    private sealed class BlockRenderer(LinearFormulaRenderers formulas) : HtmlObjectRenderer<FormulaBlock>
    {
        protected override void Write(HtmlRenderer renderer, FormulaBlock formula)
        {
            renderer.EnsureLine();
            renderer.Write("<p>");
            formulas.Write(renderer, formula.Tex.Trim(), isBlock: true);
            renderer.WriteLine("</p>");
        }
    }

    private sealed class InlineRenderer(LinearFormulaRenderers formulas) : HtmlObjectRenderer<InlineFormula>
    {
        protected override void Write(HtmlRenderer renderer, InlineFormula formula)
        {
            var tex = formula.Tex.Trim();
            if (renderer.EnableHtmlForInline)
            {
                formulas.Write(renderer, tex, formula.IsBlock);
            }
            else
            {
                // The words that stand for a picture.
                renderer.WriteEscape(tex);
            }
        }
    }
}

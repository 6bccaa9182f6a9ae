using System.Diagnostics.CodeAnalysis;
using Markdig.Renderers;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Takes a typeset formula past the re-writer, which drops what authors write as <c>&lt;math&gt;</c>.</summary>
internal static class FormulaHtml
{
    /// <param name="around">The element that scrolls a wide formula; null for one among words.</param>
    public static bool TryWrite(HtmlRenderer renderer, string tex, string? around, [NotNullWhen(false)] out string? error)
    {
        var draft = (DraftWriter)renderer.Writer;
        var formula = FormulaTypesetter.Typeset(tex, isBlock: around is not null, draft.Budget);
        if (formula.Tree is not { } tree)
        {
            error = formula.Error!;
            return false;
        }
        if (around is not null)
        {
            renderer.Write($"<{around} class=\"formula\">");
        }
        draft.Insert(MathmlWriter.Write(tree));
        if (around is not null)
        {
            renderer.Write($"</{around}>");
        }
        error = null;
        return true;
    }
}

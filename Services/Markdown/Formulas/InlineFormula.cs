using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>A formula among words.</summary>
/// <param name="tex">What stands between the marks.</param>
/// <param name="isBlock">Between <c>$$</c>: it stands on a line of its own all the same.</param>
internal sealed class InlineFormula(string tex, bool isBlock) : LeafInline
{
    public string Tex => tex;

    public bool IsBlock => isBlock;
}

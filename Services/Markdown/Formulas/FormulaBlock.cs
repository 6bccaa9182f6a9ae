using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary><c>$$</c> around lines, or a fence with the word <c>math</c>.</summary>
internal sealed class FormulaBlock(BlockParser parser) : LeafBlock(parser)
{
    public string Tex { get; set; } = "";
}

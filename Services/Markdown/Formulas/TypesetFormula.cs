namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Either a tree or the reason why there is none.</summary>
/// <param name="Tree">Made of listed elements only, see <see cref="MathmlReader"/>.</param>
/// <param name="Error">A sentence for the author, plain text.</param>
/// <param name="Steps">What it took, the same each time.</param>
internal sealed record TypesetFormula(MathElement? Tree, string? Error, int Steps)
{
    public static TypesetFormula Of(MathElement tree, int steps) => new(tree, Error: null, steps);

    public static TypesetFormula Failed(string error, int steps) => new(Tree: null, error, steps);
}

using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Markdown.Formulas;

/// <summary>Most formulas of a text are still there in its next version. A formula is the same for everybody, so all share what is kept.</summary>
internal static class FormulaCache
{
    private const int BytesOfAnElement = 200;
    private const int MostBytes = 8 * 1024 * 1024;

    private static readonly MemoryCache Kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public static TypesetFormula? Find(FormulaKey key) => Kept.Get<TypesetFormula>(key);

    public static void Keep(FormulaKey key, TypesetFormula formula) =>
        Kept.Set(key, formula, new MemoryCacheEntryOptions { Size = (2 * key.Tex.Length) + (Elements(formula.Tree) + 1) * BytesOfAnElement });

    private static int Elements(MathElement? element) => element is null ? 0 : 1 + element.Children.Sum(Elements);
}

internal sealed record FormulaKey(string Tex, bool IsBlock, int Steps);

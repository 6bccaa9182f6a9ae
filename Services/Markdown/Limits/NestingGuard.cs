using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// Never opens a block. It is asked before each container is opened, so nesting is counted where it really happens:
/// a pre-scan of the text would also count what stands in code. <c>1. </c> repeated 2,000 times took up to a minute.
/// </summary>
sealed class NestingGuard : BlockParser
{
    public NestingGuard() => OpeningCharacters = [.. ">-+*0123456789["];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (Budget.Of(processor.Context) is { } budget)
        {
            var depth = 0;
            for (ContainerBlock? container = processor.CurrentContainer; container is not null; container = container.Parent)
            {
                depth++;
            }
            budget.CheckNesting(depth, processor.LineIndex + 1);
            budget.Spend(depth, processor.LineIndex + 1);
        }
        return BlockState.None;
    }
}

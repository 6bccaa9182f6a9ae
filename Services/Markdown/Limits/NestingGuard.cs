using Markdig.Parsers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// Never opens a block. It is asked before each container is opened, so nesting is counted where it really happens:
/// a pre-scan of the text would also count what stands in code. <c>1. </c> repeated 2,000 times took up to a minute.
/// Brothers cost too, for Markdig looks a block up among them when it turns a paragraph into a heading; and so do the
/// lines before a <c>[</c>, for it takes link definitions off a paragraph one by one, moving the rest up each time.
/// </summary>
internal sealed class NestingGuard : BlockParser
{
    private const int BrothersPerStep = 4;

    public NestingGuard() => OpeningCharacters = [.. ">-=+*0123456789["];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (Budget.Of(processor.Context) is { } budget)
        {
            var line = processor.LineIndex + 1;
            var depth = Depth(processor.CurrentContainer);
            budget.CheckNesting(depth, line);
            budget.Spend(depth + (processor.CurrentContainer!.Count / BrothersPerStep), line);
            if (processor.CurrentChar == '[' && processor.CurrentBlock is ParagraphBlock definitions)
            {
                budget.Spend(definitions.Lines.Count, line);
            }
        }
        return BlockState.None;
    }

    private static int Depth(ContainerBlock? container)
    {
        var depth = 0;
        for (; container is not null; container = container.Parent)
        {
            depth++;
        }
        return depth;
    }
}

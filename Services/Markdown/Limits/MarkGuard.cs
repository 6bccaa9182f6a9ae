using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Markdwell.Services.Markdown.Limits;

/// <summary>
/// Never matches. It is asked at each mark that may stay open (link, emphasis, strike): Markdig holds open marks as a chain
/// and walks all of it for every piece of text that follows, so the n-th mark of a paragraph costs n.
/// </summary>
internal sealed class MarkGuard : InlineParser
{
    /// <param name="emphasis">Its marks: those of the dialect and of the extensions that are on.</param>
    public MarkGuard(EmphasisInlineParser emphasis) => OpeningCharacters = [.. "[]!", .. emphasis.EmphasisDescriptors.Select(mark => mark.Character)];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        // Markdig forgets this state at the start of every paragraph.
        if (processor.ParserStates[Index] is not Marks marks)
        {
            processor.ParserStates[Index] = marks = new Marks { Budget = Budget.Of(processor.Context) };
        }
        marks.Budget?.Spend(slice.CurrentChar == ']' ? marks.Open : ++marks.Open, processor.LineIndex + 1);
        return false;
    }

    private sealed class Marks
    {
        public Budget? Budget { get; init; }

        public int Open { get; set; }
    }
}

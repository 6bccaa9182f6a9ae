using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax.Inlines;

namespace Markdwell.Services.Markdown.Dialect.Strike;

/// <summary>Finds the runs of tildes. Runs that would pair but for their lengths are text before Markdig pairs the others.</summary>
internal sealed class TildeParser : InlineParser, IPostInlineProcessor
{
    private readonly EmphasisInlineParser pairing;
    private readonly EmphasisDescriptor[] lengths;

    public TildeParser(EmphasisInlineParser pairing, EmphasisDescriptor[] lengths)
    {
        this.pairing = pairing;
        this.lengths = lengths;
        // The character that stands for the single tilde means nothing when an author writes it.
        OpeningCharacters = [StrikeExtension.Double, StrikeExtension.Single];
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekRuneExtra(-1);
        var start = slice.Start;
        var mark = slice.CurrentChar;
        while (slice.CurrentChar == mark)
        {
            slice.SkipChar();
        }
        var run = new StringSlice(slice.Text, start, slice.Start - 1);
        CharHelper.CheckOpenCloseDelimiter(before, slice.CurrentRune, enableWithinWord: true, out var opens, out var closes);
        if (mark != StrikeExtension.Double || run.Length > lengths.Length || !(opens || closes))
        {
            processor.Inline = new LiteralInline(run);
            return true;
        }
        processor.ParserStates[Index] = this;
        processor.Inline = new EmphasisDelimiterInline(pairing, lengths[run.Length - 1])
        {
            Content = run,
            DelimiterCount = run.Length,
            Type = (opens ? DelimiterType.Open : DelimiterType.Undefined) | (closes ? DelimiterType.Close : DelimiterType.Undefined),
        };
        return true;
    }

    public bool PostProcess(InlineProcessor state, Inline? root, Inline? lastChild, int postInlineProcessorIndex, bool isFinalProcessing)
    {
        if (state.ParserStates[Index] is not null && root is ContainerInline container)
        {
            PairByLength(container, lastChild);
        }
        return true;
    }

    private static void PairByLength(ContainerInline root, Inline? end)
    {
        var openers = new List<EmphasisDelimiterInline>();
        Inline? next;
        for (var inline = root.FirstChild; inline is not null && inline != end; inline = next)
        {
            // What follows an open mark stands in it.
            next = inline is DelimiterInline { FirstChild: { } inside } ? inside : inline.NextSibling;
            if (inline is not EmphasisDelimiterInline { DelimiterChar: StrikeExtension.Single or StrikeExtension.Double } run)
            {
                continue;
            }
            var opener = run.Type.HasFlag(DelimiterType.Close) ? openers.FindLastIndex(other => MayPair(other, run)) : -1;
            if (opener >= 0)
            {
                if (openers[opener].DelimiterCount != run.DelimiterCount)
                {
                    openers[opener..].ForEach(MakeText);
                    MakeText(run);
                }
                openers.RemoveRange(opener, openers.Count - opener);
            }
            else if (run.Type.HasFlag(DelimiterType.Open))
            {
                openers.Add(run);
            }
        }
    }

    /// <summary>The rule of CommonMark by which <c>*a**b*</c> is not strong: one and two make three.</summary>
    private static bool MayPair(EmphasisDelimiterInline opener, EmphasisDelimiterInline closer) =>
        opener.DelimiterCount == closer.DelimiterCount || !(closer.Type.HasFlag(DelimiterType.Open) || opener.Type.HasFlag(DelimiterType.Close));

    private static void MakeText(EmphasisDelimiterInline run) => run.ReplaceBy(run.AsLiteralInline());
}

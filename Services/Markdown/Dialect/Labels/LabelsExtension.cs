using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Labels;

/// <summary>
/// <c>[ẞ]</c> finds <c>[SS]: /url</c>: CommonMark compares labels by full case folding, Markdig letter by letter. Definitions are entered in
/// their folded form before the first label is looked up, and a label that folds to other letters when it is met.
/// </summary>
internal sealed class LabelsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new LabelParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    /// <summary>Never matches. It is asked wherever a label may begin.</summary>
    private sealed class LabelParser : InlineParser
    {
        private const int LongestLabel = 999;

        private static readonly object Entered = typeof(LabelParser);

        public LabelParser() => OpeningCharacters = ['[', ']'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (!processor.Document.ContainsData(Entered))
            {
                processor.Document.SetData(Entered, Entered);
                EnterFolded(processor.Document.GetLinkReferenceDefinitions(addGroup: false));
            }
            var label = slice;
            if (label.CurrentChar == ']')
            {
                label.SkipChar();
            }
            if (CaseFolding.Changes(Beginning(label)) && LinkHelper.TryParseLabel(ref label, out string? written))
            {
                EnterAsWritten(processor.Document.GetLinkReferenceDefinitions(addGroup: false), written);
            }
            return false;
        }

        /// <summary>From the last to the first, for the first counts.</summary>
        private static void EnterFolded(LinkReferenceDefinitionGroup definitions)
        {
            if (definitions.Links.Keys.Any(label => CaseFolding.Changes(label)))
            {
                foreach (var definition in definitions.Cast<LinkReferenceDefinition>().Reverse())
                {
                    definitions.Links[CaseFolding.Fold(definition.Label!)] = definition;
                }
            }
        }

        private static void EnterAsWritten(LinkReferenceDefinitionGroup definitions, string label)
        {
            if (definitions.TryGet(CaseFolding.Fold(label), out var definition))
            {
                definitions.Links[label] = definition;
            }
        }

        private static ReadOnlySpan<char> Beginning(StringSlice label)
        {
            var text = label.AsSpan();
            text = text[..Math.Min(text.Length, LongestLabel)];
            return text.StartsWith('[') && text.IndexOf(']') is > 0 and var end ? text[..end] : [];
        }
    }
}

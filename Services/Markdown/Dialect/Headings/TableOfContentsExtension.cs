using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Markdwell.Services.Markdown.Dialect.Headings;

/// <summary>A line <c>[TOC]</c> by itself becomes a list of all headings. GitHub has none in a text; most other editors write it so.</summary>
internal sealed class TableOfContentsExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.BlockParsers.InsertBefore<ParagraphBlockParser>(new LineParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
        if (renderer is HtmlRenderer html)
        {
            html.ObjectRenderers.Add(new ListRenderer());
        }
    }

    private sealed class LineParser : BlockParser
    {
        public LineParser() => OpeningCharacters = ['['];

        public override BlockState TryOpen(BlockProcessor processor)
        {
            var line = processor.Line.AsSpan().Trim();
            if (processor.IsCodeIndent || processor.CurrentBlock is ParagraphBlock || !line.Equals("[TOC]", StringComparison.OrdinalIgnoreCase))
            {
                return BlockState.None;
            }
            processor.NewBlocks.Push(new TableOfContents(this) { Column = processor.Column, Span = new(processor.Start, processor.Line.End), Line = processor.LineIndex });
            return BlockState.BreakDiscard;
        }
    }

    private sealed class ListRenderer : HtmlObjectRenderer<TableOfContents>
    {
        protected override void Write(HtmlRenderer renderer, TableOfContents contents)
        {
            var entries = contents.Entries;
            if (entries.Count == 0)
            {
                return;
            }
            renderer.EnsureLine();
            renderer.WriteLine("<section class=\"table-of-contents\" aria-label=\"Contents\">");
            var open = new Stack<int>();
            foreach (var (level, id, words) in entries)
            {
                Step(renderer, open, level);
                renderer.Write("<a href=\"#").WriteEscape(id).Write("\">").WriteEscape(words).Write("</a>");
            }
            while (open.TryPop(out _))
            {
                renderer.Write("</li>\n</ul>\n");
            }
            renderer.WriteLine("</section>");
        }

        /// <summary>A list inside the list for each level that is lower; how many levels were left out between does not matter.</summary>
        private static void Step(HtmlRenderer renderer, Stack<int> open, int level)
        {
            while (open.TryPeek(out var deepest) && deepest > level)
            {
                open.Pop();
                if (open.Count == 0 || open.Peek() < level)
                {
                    // The text began lower, or left this level out on its way down: both share one list.
                    open.Push(level);
                    break;
                }
                renderer.Write("</li>\n</ul>\n");
            }
            if (open.Count == 0 || open.Peek() < level)
            {
                open.Push(level);
                renderer.EnsureLine();
                renderer.Write("<ul>\n<li>");
            }
            else
            {
                renderer.Write("</li>\n<li>");
            }
        }
    }
}

/// <summary>Where the list of headings stands.</summary>
internal sealed class TableOfContents(BlockParser parser) : LeafBlock(parser)
{
    private static readonly object Key = typeof(TableOfContents);

    /// <summary>The headings that can be reached, in the order of the text. Looked up once for all the lists of a text.</summary>
    public IReadOnlyList<(int Level, string Id, string Words)> Entries
    {
        get
        {
            ContainerBlock root = Parent!;
            while (root.Parent is { } above)
            {
                root = above;
            }
            if (root.GetData(Key) is not IReadOnlyList<(int, string, string)> entries)
            {
                root.SetData(Key, entries = Find(root));
            }
            return entries;
        }
    }

    private static IReadOnlyList<(int, string, string)> Find(ContainerBlock root) =>
    [
        .. from heading in root.Descendants<HeadingBlock>()
           let id = heading.TryGetAttributes()?.Id
           where id is not null
           select (heading.Level, id, HeadingText.Shown(heading)),
    ];
}

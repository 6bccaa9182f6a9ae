using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdwell.Services.Markdown.Code;
using Markdwell.Services.Markdown.Diagrams;
using Markdwell.Services.Markdown.Dialect.Addresses;
using Markdwell.Services.Markdown.Dialect.Headings;
using Markdwell.Services.Markdown.Dialect.Labels;
using Markdwell.Services.Markdown.Dialect.Strike;
using Markdwell.Services.Markdown.Dialect.Tables;
using Markdwell.Services.Markdown.Dialect.Tasks;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// GitHub's Markdown, extension by extension. Never <c>UseAdvancedExtensions</c>: it brings attribute lists
/// (<c># hi {onclick=alert(1)}</c>), media embeds, citations and figures, which GitHub does not know either.
/// </summary>
public static class GitHubDialect
{
    private static readonly (DialectExtensions Extension, EmphasisExtraOptions Mark)[] Marks =
    [
        (DialectExtensions.Marked, EmphasisExtraOptions.Marked),
        (DialectExtensions.Inserted, EmphasisExtraOptions.Inserted),
        (DialectExtensions.Superscript, EmphasisExtraOptions.Superscript),
    ];

    /// <param name="locates">Whether each thing knows its place in the author's text.</param>
    public static MarkdownPipeline BuildPipeline(DialectOptions options, bool locates = false)
    {
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = locates }
            .UseFootnotes()
            .UseEmojiAndSmiley(enableSmileys: false);
        if (options.FrontMatter)
        {
            builder.UseYamlFrontMatter();
        }
        if (options.BareAddresses)
        {
            builder.Extensions.Add(new BareAddressesExtension());
        }
        if (!options.Html)
        {
            builder.Extensions.Add(new HtmlAsTextExtension());
        }
        else if (options.TagFilter)
        {
            builder.Extensions.Add(new TagFilterExtension());
        }
        AddOptional(builder, options.Extensions);
        builder.Extensions.Add(new TablesExtension());
        builder.Extensions.Add(new TaskItemsExtension());
        builder.Extensions.Add(new StrikeExtension());
        builder.Extensions.Add(new LabelsExtension());
        builder.Extensions.Add(new AlertsExtension());
        builder.Extensions.Add(new FootnoteHtmlExtension());
        builder.Extensions.Add(new FormulasExtension());
        builder.Extensions.Add(new HeadingIdsExtension());
        builder.Extensions.Add(new CodeColoursExtension());
        builder.Extensions.Add(new TableOfContentsExtension());
        builder.Extensions.Add(new DiagramsExtension());
        builder.Extensions.Add(new LimitsExtension());
        return builder.Build();
    }

    private static void AddOptional(MarkdownPipelineBuilder builder, DialectExtensions extensions)
    {
        if (extensions.HasFlag(DialectExtensions.DefinitionLists))
        {
            builder.UseDefinitionLists();
        }
        if (extensions.HasFlag(DialectExtensions.Abbreviations))
        {
            builder.UseAbbreviations();
        }
        if (extensions.HasFlag(DialectExtensions.SmartPunctuation))
        {
            builder.UseSmartyPants();
        }
        builder.UseEmphasisExtras(Marks.Where(mark => extensions.HasFlag(mark.Extension)).Aggregate(default(EmphasisExtraOptions), (all, mark) => all | mark.Mark));
    }
}

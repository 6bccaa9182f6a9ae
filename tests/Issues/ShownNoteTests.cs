using AngleSharp.Html.Parser;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown;
using Markdwell.Tests.Markdown.Safety;

namespace Markdwell.Tests.Issues;

/// <summary>A note is the same Markdown wherever it is shown, and a text in every other place.</summary>
public sealed class ShownNoteTests : IssueTest
{
    private const int LargestNote = 32_000;

    private static readonly string[] Texts =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Markdown", "fixtures"), "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText), .. Attacks.All.Select(attack => attack.Text)];

    [Fact]
    public async Task The_preview_the_panel_and_confluence_show_the_same()
    {
        var confluence = new AcmeConfluence(App);
        confluence.Permits(People.Alice, "read");
        var (version, alike) = (0, 0);
        foreach (var text in Texts.Where(text => text.Length < LargestNote))
        {
            var issue = NewIssue(++version, text);
            confluence.HasBody(version, text);
            var panel = Article(await PanelAsync(issue: issue));
            Assert.Equal(panel, Article((await CallAsync("preview", text)).Text).Replace("md-preview-", "md-note-", StringComparison.Ordinal));

            // A relative address means an attachment of the page there, and nothing here.
            var page = Article(await confluence.ShowsAsync(AcmeConfluence.Macro(version), People.Alice));
            if (!page.Contains("/pictures/", StringComparison.Ordinal) && !page.Contains(AcmeConfluence.Wiki, StringComparison.Ordinal))
            {
                alike++;
                Assert.Equal(panel, page.Replace($"md-{AcmeConfluence.MacroId}-", "md-note-", StringComparison.Ordinal));
            }
        }

        Assert.True(alike > 300, $"{alike} of {version}");
    }

    [Fact]
    public async Task What_someone_might_write_to_harm_others_stays_text_in_what_the_script_is_given()
    {
        var number = 0;
        foreach (var attack in Attacks.All.Select(attack => attack.Text.TrimEnd('\n')).Where(text => text.Length < LargestNote))
        {
            var note = $"# {attack}\n\n- [ ] {attack}\n- [ ] \"> <img src=x onerror=alert(1)> </div><script>alert(1)</script> '\n";
            var page = await PanelAsync(issue: NewIssue(++number, note));
            var panel = PanelIn(page);

            Assert.Equal(note, (string?)StateIn(page)["text"]);
            Assert.Empty(panel.QuerySelectorAll("script, [onerror]"));
            Assert.Equal(["class", "data-change", "data-preview", "data-repair", "data-state", "data-state-url"], panel.Attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal));
            Assert.Single(panel.Children, child => child.LocalName == "article");
            Assert.DoesNotContain("<script>alert", panel.GetAttribute("data-state"), StringComparison.Ordinal);
        }
    }

    private string NewIssue(int number, string text)
    {
        var issue = $"{20_000 + number}";
        Acme.Permits(People.Alice, issue, "BROWSE_PROJECTS");
        Acme[issue, Key] = Note(text);
        return issue;
    }

    private static string Article(string page) => new HtmlParser().ParseDocument(page).QuerySelector("article.markdown")!.OuterHtml;
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>To a PDF, a Word file or a mail, which show no frames.</summary>
public sealed class Somebody_exports_a_page(Stand stand) : Story(stand)
{
    private const string Everything = """
        # Quarterly report

        Words, **bold** and [a link](https://example.com).

        | Item | Price |
        |------|------:|
        | Tea  |  4.20 |

        - [x] checked
        - $E = mc^2$ in one line

        ```python
        if total < 0: print("refund ]]>")
        ```

        ```mermaid
        graph TD; Order-->Invoice
        ```

        > [!NOTE]
        > Rounded up.[^1]

        <details><summary>More</summary>Unfolded on paper.</details>
        <script>document.title = 'owned'</script>

        [^1]: To the next cent.
        """;

    public static TheoryData<string> Modes { get; } = ["pdf", "word", "email"];

    private ILocator Document => Page.Locator("article.export");

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_text_with_everything_in_it_is_all_there(string mode)
    {
        var page = await Sandbox.NewPageAsync("acme", Everything);

        await ExportAsync(page, mode);

        await Expect(Document.Locator("h1", new() { HasText = "Quarterly report" })).ToBeVisibleAsync();
        await Expect(Document.Locator("td").Last).ToHaveTextAsync("4.20");
        await Expect(Document.Locator("td").Last).ToHaveCSSAsync("text-align", "right");
        await Expect(Document.Locator("pre").First).ToContainTextAsync("if total < 0: print(\"refund ]]>\")");
        await Expect(Document).ToContainTextAsync("Diagram (Mermaid source):");
        await Expect(Document.Locator("pre").Last).ToContainTextAsync("graph TD; Order-->Invoice");
        foreach (var words in (string[])["☑ checked", "E=mc2 in one line", "Rounded up.[1]", "Unfolded on paper.", "To the next cent."])
        {
            await Expect(Document).ToContainTextAsync(words);
        }

        await IsWholeAsync();
    }

    [Fact]
    public async Task Every_page_of_the_site_can_be_exported()
    {
        Watch.Allow($"({Stand.App}/pictures/", "some pages show pictures that are missing, too large or hostile");
        var acme = (await Sandbox.GetAsync("state")).GetProperty("sites").EnumerateArray().Single(site => site.GetProperty("key").GetString() == "acme");
        var pages = acme.GetProperty("pages").EnumerateArray().Select(page => page.GetProperty("id").GetString()!).ToList();
        Assert.True(pages.Count >= 6);
        foreach (var page in pages)
        {
            await ExportAsync(page, "pdf");
            await IsWholeAsync();
            foreach (var macro in (await Sandbox.GetAsync($"acme/pages/{page}")).GetProperty("macros").EnumerateArray())
            {
                await SaysAsync(macro.GetProperty("body").GetString()!);
            }
        }
    }

    [Fact]
    public async Task When_confluence_is_away_the_last_good_copy_is_exported_with_its_date()
    {
        var page = await Sandbox.NewPageAsync("acme", "# The first version");
        await ExportAsync(page, "pdf");
        var macro = (await Sandbox.MacrosAsync("acme", page))[0];
        await Sandbox.PutAsync($"acme/pages/{page}/macros/{macro}", new { body = "# The second version" });
        await Sandbox.BreakAsync("/api/v2/pages/", "429", retryAfter: 60);

        await Eventually.EqualAsync(true, async () =>
        {
            await ExportAsync(page, "pdf");
            return (await Document.InnerTextAsync()).Contains("(version 1): Confluence did not give out the current text.", StringComparison.Ordinal);
        });

        await Expect(Document).ToContainTextAsync("The first version");
        await Sandbox.MendAsync();
        await ExportAsync(page, "pdf");
        await Expect(Document).ToContainTextAsync("The second version");
    }

    private async Task ExportAsync(string page, string mode)
    {
        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/{page}/export?mode={mode}&as=alice");
        await Expect(Document).ToHaveAttributeAsync("data-mode", mode);
    }

    /// <summary>Nothing was refused, left out or alive.</summary>
    private async Task IsWholeAsync()
    {
        await Expect(Document.Locator(".notice")).ToHaveCountAsync(0);
        await Expect(Document.Locator("script, iframe, style, form")).ToHaveCountAsync(0);
        Assert.DoesNotContain("owned", await Page.TitleAsync(), StringComparison.Ordinal);
    }

    /// <summary>The longest word of its text, as far as that is a word, shows that a macro did not come back empty.</summary>
    private async Task SaysAsync(string text)
    {
        var word = text.Split(' ', '\n').Where(part => part.All(char.IsLetter)).MaxBy(part => part.Length);
        if (!string.IsNullOrEmpty(word))
        {
            await Expect(Document).ToContainTextAsync(word);
        }
    }
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Somebody_searches_for_a_heading(Stand stand) : Story(stand)
{
    [Theory]
    [InlineData("markdwellHeading ~ \"Quokka\"")]
    [InlineData("markdwellWord ~ \"marsupials\"")]
    [InlineData("content.property[markdwell].headings ~ \"Quokka\"")]
    public async Task The_page_is_found_by_a_word_of_it(string query)
    {
        var page = await Sandbox.NewPageAsync("acme", "# The Quokka\n\nMarsupials, marsupials everywhere.");
        await OpenAsync("/wiki/pages/" + page, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("The Quokka");

        await FindsAsync(page, query);
    }

    [Theory]
    [InlineData("markdwellHeading ~ \"Numbat\"")]
    [InlineData("markdwellSource = \"animals.md\"")]
    public async Task The_page_is_found_by_a_word_of_a_file_that_it_shows(string query)
    {
        var page = await Sandbox.NewPageOfAsync(
            "acme", """<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="fetched"><ac:parameter ac:name="attachment">animals.md</ac:parameter><ac:plain-text-body><![CDATA[]]></ac:plain-text-body></ac:structured-macro>""");
        await Sandbox.AttachAsync("acme", page, "animals.md", "# The Numbat\n\nIt eats termites.");
        await OpenAsync("/wiki/pages/" + page, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("The Numbat");

        await FindsAsync(page, query);
    }

    private Task FindsAsync(string page, string query) => Eventually.EqualAsync(page, async () => await Page.EvaluateAsync<string>(
        "async (query) => (await (await fetch('/wiki/rest/api/content/search?cql=' + encodeURIComponent(query))).json()).results?.[0]?.id ?? ''", query));
}

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

        await Eventually.EqualAsync(page, async () => await Page.EvaluateAsync<string>(
            "async (query) => (await (await fetch('/wiki/rest/api/content/search?cql=' + encodeURIComponent(query))).json()).results?.[0]?.id ?? ''", query));
    }
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Confluence_has_a_bad_day(Stand stand) : Story(stand)
{
    [Theory]
    [InlineData("500", "Confluence did not answer. Reload the page to try again.")]
    [InlineData("404", "Confluence does not find this macro in this version of the page.")]
    [InlineData("403", "Confluence does not let Markdwell read this page. A site admin can reinstall the app to repair this.")]
    [InlineData("429", "Confluence asks Markdwell to wait. Reload the page in a minute.")]
    [InlineData("garbage", "Confluence answered in a way that Markdwell does not understand.")]
    [InlineData("redirect", "Confluence answered in a way that Markdwell does not understand.")]
    public async Task One_line_says_what_is_wrong_with_a_text_and_the_next_reload_shows_it(string fault, string sentence)
    {
        await Sandbox.BreakAsync("/macro/id/", fault, retryAfter: 60);
        await Sandbox.BreakAsync("/api/v2/pages/", fault, retryAfter: 60);
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Notice).ToHaveTextAsync(sentence);
        await Macro().FitsAsync();

        await Sandbox.MendAsync();
        await Page.ReloadAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
    }

    [Fact]
    public async Task A_text_that_one_call_does_not_find_is_found_by_another()
    {
        await Sandbox.BreakAsync("/api/v2/pages/", "404");
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
    }

    [Theory]
    [InlineData("500")]
    [InlineData("garbage")]
    public async Task Nobody_sees_a_text_while_Confluence_does_not_say_who_may(string fault)
    {
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");

        await Sandbox.BreakAsync("/permission/check", fault);
        await OpenAsync("/wiki/pages/100004", @as: "bob");
        await Expect(Macro().Notice).ToHaveTextAsync("Confluence did not say whether you may see this text. Reload the page to try again.");
    }

    [Fact]
    public async Task One_text_that_never_comes_does_not_hold_up_the_others()
    {
        var macros = await Sandbox.MacrosAsync("acme", "100001");
        // The page gives out nothing, so each text is asked for by itself. Longer than the app waits, so that the others have all the time that a busy machine takes.
        await Sandbox.BreakAsync("/api/v2/pages/", "404");
        await Sandbox.BreakAsync(macros[0], "delay", delay: 60_000);
        await OpenAsync("/wiki/pages/100001");

        await Expect(Macro(1).Locator("h1")).ToHaveTextAsync("minipass");
        await Expect(Macro().Notice).ToHaveTextAsync("Confluence did not answer. Reload the page to try again.", new() { Timeout = 40_000 });
    }
}

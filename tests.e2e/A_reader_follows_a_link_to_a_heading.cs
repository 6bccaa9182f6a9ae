using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_reader_follows_a_link_to_a_heading(Stand stand) : Story(stand)
{
    private static readonly string Text =
        $"[TOC]\n\n# Start\n\n{string.Concat(Enumerable.Repeat("Some words.\n\n", 80))}## Über uns\n\n{string.Concat(Enumerable.Repeat("More words.\n\n", 80))}";

    [Fact]
    public async Task The_page_moves_to_the_heading_and_the_keyboard_goes_on_there()
    {
        await OpenAsync($"/wiki/pages/{await Sandbox.NewPageAsync("acme", Text)}");
        await Macro().FitsAsync();

        await Macro().Locator(".table-of-contents a").Nth(1).ClickAsync();

        await Expect(Macro().Locator("h2")).ToBeInViewportAsync();
        await Expect(Macro().Locator("h2")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_copied_link_opens_the_page_at_the_heading()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OpenAsync($"/wiki/pages/{await Sandbox.NewPageAsync("acme", Text)}");
        await Macro().FitsAsync();
        await Macro().Locator("h2").HoverAsync();

        await Macro().Locator("h2 .heading-link").ClickAsync();

        await Expect(Macro().Locator("h2 .heading-link")).ToHaveAttributeAsync("aria-label", "Link copied");
        var link = await Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith(Page.Url + "#md-", link, StringComparison.Ordinal);

        await Page.GotoAsync("about:blank");
        await Page.GotoAsync(link);
        await Expect(Macro().Locator("h2")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_link_in_another_file_names_the_heading_alone()
    {
        var page = await Sandbox.NewPageAsync("acme", Text);

        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/viewpage.action?pageId={page}#start");
        await Expect(Macro().Locator("h1")).ToBeFocusedAsync();

        await BeginAnewAsync();
        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/viewpage.action?pageId={page}#%C3%BCber-uns");
        await Expect(Macro().Locator("h2")).ToBeFocusedAsync();
        await Expect(Macro().Locator("h2")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_link_is_copied_by_keyboard()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await OpenAsync($"/wiki/pages/{await Sandbox.NewPageAsync("acme", "# One")}");
        await Expect(Macro().Locator(".heading-link")).ToHaveAccessibleNameAsync("Copy link to “One”");

        await Macro().Locator(".heading-link").FocusAsync();
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Macro().Locator(".heading-link")).ToHaveAccessibleNameAsync("Link copied");
        Assert.EndsWith("-one", await Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_heading_that_is_folded_away_unfolds_it()
    {
        var words = string.Concat(Enumerable.Repeat("Some words.\n\n", 80));
        await OpenAsync($"/wiki/pages/{await Sandbox.NewPageAsync("acme", $"[Go](#inside)\n\n<details><summary>More</summary>\n\n{words}<details><summary>And more</summary>\n\n{words}## Inside\n\n{words}</details>\n</details>")}");
        await Macro().FitsAsync();

        await Macro().Locator("p a").First.ClickAsync();

        await Expect(Macro().Locator("h2")).ToBeFocusedAsync();
        await Macro().FitsAsync();
        await Expect(Macro().Locator("h2")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_footnote_can_be_followed_there_and_back_again_and_again_by_keyboard()
    {
        await OpenAsync($"/wiki/pages/{await Sandbox.NewPageAsync("acme", "Words[^1] and more.\n\n[^1]: A note.")}");
        var reference = Macro().Locator(".footnote-ref a");
        await reference.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Macro().Locator(".footnote-backref")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(reference).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Shift+Tab");

        await Expect(reference).ToBeFocusedAsync();
    }
}

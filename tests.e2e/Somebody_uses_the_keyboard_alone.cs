using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Somebody_uses_the_keyboard_alone(Stand stand) : Story(stand)
{
    private const int FarEnough = 40;

    [Fact]
    public async Task The_links_of_a_text_are_reached_in_order_and_seen()
    {
        var page = await Sandbox.NewPageAsync("acme", "A [first](https://example.com/1), a [second](https://example.com/2).\n\n<details><summary>More</summary>Found.</details>\n");
        await OpenAsync("/wiki/pages/" + page);
        await Expect(Macro().Article).ToBeVisibleAsync();

        await TabToAsync(Macro().Locator("a").First);
        await Expect(Macro().Locator("a").First).ToHaveCSSAsync("outline-style", "solid");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Macro().Locator("a").Nth(1)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Macro().Locator("details")).ToHaveAttributeAsync("open", "");
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task A_text_is_written_and_published()
    {
        await OpenAsync("/wiki/pages/100004/edit");
        await TabToAsync(Page.Locator(".edit-macro"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Dialog().Locator("#source")).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.TypeAsync("# By hand");
        await TabToAsync(DialogButton("submit"));
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("By hand");

        await TabToAsync(Page.Locator("#publish"));
        await Page.Keyboard.PressAsync("Enter");
        await IsPublishedAsync("100004");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("By hand");
    }

    private async Task TabToAsync(ILocator goal)
    {
        await Expect(goal).ToBeAttachedAsync();
        for (var presses = 0; presses < FarEnough; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement && document.hasFocus()"))
            {
                return;
            }
        }

        Assert.Fail($"{goal} is not reached with the Tab key.");
    }
}

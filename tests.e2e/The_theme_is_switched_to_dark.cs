using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class The_theme_is_switched_to_dark(Stand stand) : Story(stand)
{
    [Fact]
    public async Task The_macro_follows_without_being_loaded_again()
    {
        var page = await Sandbox.NewPageAsync("acme", await EverythingAsync());
        await OpenAsync("/wiki/pages/" + page);
        await Expect(Macro().Article).ToBeVisibleAsync();

        await StaysReadableAsync(Macro(), () => Page.ClickAsync("#theme"));
    }

    [Fact]
    public async Task The_note_follows_too()
    {
        await OpenAsync("/browse/ACME-1");
        await Page.ClickAsync(".issue-context > summary");
        await Expect(Note().Article).ToBeVisibleAsync();

        await StaysReadableAsync(Note(), () => Page.ClickAsync("#theme"));
    }

    [Fact]
    public async Task The_editor_follows_too()
    {
        await OpenAsync("/wiki/pages/100004/edit");
        await Page.Locator(".block").Nth(1).HoverAsync();
        await Page.ClickAsync(".edit-macro");
        await Expect(Dialog().Locator("#preview h1")).ToBeVisibleAsync();

        // The switch is behind the dialog: here it is somebody's system that turns dark in the evening.
        await StaysReadableAsync(Dialog(), () => Page.EvaluateAsync("document.documentElement.dataset.colorMode = 'dark'"));
    }

    private async Task StaysReadableAsync(AppFrame frame, Func<Task> darken)
    {
        await Accessibility.CheckAsync(Page);
        var document = await frame.DocumentAsync();
        await document.EvaluateAsync("window.marker = true");

        await darken();
        await Expect(frame.Locator("xpath=/html")).ToHaveAttributeAsync("data-color-mode", "dark");
        await Eventually.EqualAsync(true, () => document.EvaluateAsync<bool>(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).every(part => Number(part) < 60)"));
        await Accessibility.CheckAsync(Page);
        Assert.True(await document.EvaluateAsync<bool>("window.marker === true"));
    }

    /// <summary>The first macro of the handbook, and the other things that have colours of their own.</summary>
    private async Task<string> EverythingAsync()
    {
        var macros = (await Sandbox.GetAsync("acme/pages/100001")).GetProperty("macros");
        return macros[0].GetProperty("body").GetString() + """


            > A quotation with `code` and a [link](https://example.com/).

            > [!NOTE]
            > With `code` and a [link](https://example.com/).

            > [!TIP]
            > With `code` and a [link](https://example.com/).

            > [!IMPORTANT]
            > With `code` and a [link](https://example.com/).

            > [!CAUTION]
            > With `code` and a [link](https://example.com/).

            Press <kbd>Ctrl</kbd>, <mark>marked</mark>, <del>gone</del>, <sub>low</sub>.

            ###### The smallest heading

            <details><summary>More</summary>Less.</details>
            """;
    }

    private AppFrame Note() => new(Page.Locator(".issue-context iframe"));
}

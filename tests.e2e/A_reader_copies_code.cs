using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_reader_copies_code(Stand stand) : Story(stand)
{
    private const string Code = "// Tabs\tstay, & < > \" too\nif (a) {\n\n  return `x ${1}`;   \n}";
    private const string Text = "Before.\n\n```js\n" + Code + "\n```\n\n```sh\nls " + Long + "\n```\n\n```mermaid\ngraph TD\n```\n";
    private const string Long = "a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line/a-very-long-line";

    [Fact]
    public async Task Words_have_colours_in_light_and_dark()
    {
        await ShowAsync();
        var light = await ColourOfAsync(".code-keyword");
        Assert.NotEqual(await ColourOfAsync("pre"), light);
        Assert.NotEqual(await ColourOfAsync(".code-comment"), light);

        await Page.ClickAsync("#theme");
        await Expect(Macro().Locator("xpath=/html")).ToHaveAttributeAsync("data-color-mode", "dark");
        await Eventually.EqualAsync(false, async () => await ColourOfAsync(".code-keyword") == light);
        Assert.NotEqual(await ColourOfAsync("pre"), await ColourOfAsync(".code-keyword"));
        await Accessibility.CheckAsync(Page);
    }

    [Fact]
    public async Task The_mouse_copies_exactly_what_was_written()
    {
        await ShowAsync();
        await Macro().Locator("pre").First.HoverAsync();

        await Button().ClickAsync();

        await Expect(Macro().Locator(".copy").First).ToHaveTextAsync("Copied");
        await Expect(Macro().Locator("[role=status]")).ToHaveTextAsync("Copied");
        Assert.Equal(Code, await PastedAsync());
        await Expect(Button()).ToHaveTextAsync("Copy");
    }

    [Fact]
    public async Task The_keyboard_copies_too_and_keeps_its_place()
    {
        await ShowAsync();
        await Button().FocusAsync();
        await Expect(Button()).ToHaveCSSAsync("opacity", "1");

        await Page.Keyboard.PressAsync("Enter");

        await Expect(Macro().Locator(".copy").First).ToHaveTextAsync("Copied");
        await Expect(Macro().Locator(".copy").First).ToBeFocusedAsync();
        Assert.Equal(Code, await PastedAsync());
    }

    [Fact]
    public async Task The_buttons_move_nothing_and_a_diagram_has_none()
    {
        await ShowAsync();

        await Expect(Macro().Locator("pre")).ToHaveCountAsync(3);
        await Expect(Macro().Locator(".copy")).ToHaveCountAsync(2);
        Assert.Equal("16px", await (await Macro().DocumentAsync()).EvaluateAsync<string>("getComputedStyle(document.querySelector('pre')).marginBottom"));
        await Macro().FitsAsync();
        await Accessibility.CheckAsync(Page);
    }

    [Fact]
    public async Task The_editors_preview_has_buttons_as_soon_as_it_has_code()
    {
        var page = await Sandbox.NewPageAsync("acme", "Nothing yet.");
        await OpenAsync($"/wiki/pages/{page}/edit");
        await Page.Locator(".block", new() { Has = Page.Locator(".frame") }).HoverAsync();
        await Page.ClickAsync(".edit-macro");
        await Expect(Dialog().Locator("#source")).ToBeEnabledAsync();

        await WriteAsync(Text);

        await Expect(Dialog().Locator("#preview .copy")).ToHaveCountAsync(2);
        await WriteAsync("None.");
        await Expect(Dialog().Locator("#preview .copy")).ToHaveCountAsync(0);
    }

    private async Task ShowAsync()
    {
        var page = await Sandbox.NewPageAsync("acme", Text);
        await OpenAsync("/wiki/pages/" + page);
        await Expect(Button()).ToBeAttachedAsync();
    }

    private ILocator Button() => Macro().Locator(".copy[aria-label='Copy code']").First;

    private async Task<string> ColourOfAsync(string selector) =>
        await (await Macro().DocumentAsync()).EvaluateAsync<string>($"getComputedStyle(document.querySelector('{selector}')).color");

    /// <summary>What somebody gets who pastes on the page around the frame.</summary>
    private async Task<string> PastedAsync()
    {
        await Page.EvaluateAsync("document.querySelector('main').append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))");
        await Page.FocusAsync("#pasted");
        await Page.Keyboard.PressAsync("Control+V");
        return await Page.InputValueAsync("#pasted");
    }
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_writer_uses_the_editor(Stand stand) : WriterStory(stand)
{
    [Fact]
    public async Task Every_button_has_a_name_and_does_something_that_undo_takes_back()
    {
        await EditNewAsync("word");
        foreach (var command in (string[])["bold", "italic", "strike", "code", "link", "image", "heading", "quote", "bullets", "numbers", "tasks", "table", "block", "alert"])
        {
            await Source.PressAsync("Control+a");
            await Tool(command).ClickAsync();
            Assert.NotEqual("word", await TextAsync());
            Assert.NotEmpty(await Tool(command).GetAttributeAsync("aria-label") ?? "");

            await Tool("undo").ClickAsync();
            await HoldsAsync("word");
        }

        await Tool("redo").ClickAsync();
        await HoldsAsync("> [!NOTE]\n> word");
    }

    [Fact]
    public async Task All_is_done_by_keys_alone()
    {
        var page = await EditNewAsync("");
        await Page.Keyboard.TypeAsync("a ");
        await Page.Keyboard.PressAsync("Control+b");
        await Page.Keyboard.TypeAsync("bold");
        await Page.Keyboard.PressAsync("Control+b");
        await HoldsAsync("a bold");
        await Page.Keyboard.PressAsync("Control+z");
        await Page.Keyboard.PressAsync("End");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Control+Shift+8");
        await Page.Keyboard.TypeAsync("one");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.TypeAsync("two");
        await HoldsAsync("a **bold**\n- one\n- two");

        // Tab leaves the text, and Shift+Tab leads to the one button that is in its way; the arrow keys lead to the others.
        await Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(Tool("bold")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Tool("open")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Tool("redo")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Home");
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Source).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Preview).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Control+Enter");
        await PublishAsync(page);
        Assert.Equal("a **bold**\n- one\n- two", await Sandbox.TextAsync("acme", page));
    }

    [Theory]
    [InlineData("<meta><table><tr style='color:red'><td style=\"width:1px\">a|b</td><td>c<br>d</td></tr><tr><td>1</td><td>2</td></tr></table>", "", "| a\\|b | c<br>d |\n| --- | --- |\n| 1 | 2 |\n")]
    [InlineData(null, "Name\tAge\r\nAda\t36", "| Name | Age |\n| --- | --- |\n| Ada | 36 |\n")]
    [InlineData("<p>some <b>rich</b> text</p>", "some rich text", "some rich text")]
    [InlineData("<p>words</p><table><tr><td>cell</td></tr></table>", "words cell", "words cell")]
    [InlineData(null, "\tif (a)\n\t\tb();", "\tif (a)\n\t\tb();")]
    [InlineData(null, "https://example.com/cat.png", "![](https://example.com/cat.png)")]
    [InlineData(null, "https://example.com/page", "https://example.com/page")]
    public async Task What_is_pasted_becomes_Markdown_where_that_is_meant(string? html, string plain, string becomes)
    {
        await EditNewAsync("");

        await PasteAsync(plain, html);

        await HoldsAsync(becomes);
    }

    [Fact]
    public async Task An_address_pasted_over_words_makes_a_link_of_them_but_not_in_code()
    {
        await EditNewAsync("words");
        await Source.PressAsync("Control+a");
        await PasteAsync("https://example.com/a_(b)");
        await HoldsAsync("[words](<https://example.com/a_(b)>)");

        await Source.PressAsync("Control+a");
        await Source.PressAsync("Delete");
        await PasteAsync("```\n\n```");
        await Source.PressAsync("ArrowUp");
        await PasteAsync("https://example.com/cat.png");
        await HoldsAsync("```\nhttps://example.com/cat.png\n```");
    }

    [Fact]
    public async Task A_file_that_is_dropped_takes_the_place_of_the_text_after_a_question()
    {
        await EditNewAsync("old");
        await DropAsync("new.md", [.. "\uFEFF# New\r\n\r\ntext"u8]);
        await Expect(Question).ToContainTextAsync("Replace what is written here with “new.md”?");
        await Question.GetByText("Keep").ClickAsync();
        await HoldsAsync("old");

        await DropAsync("new.md", [.. "\uFEFF# New\r\n\r\ntext"u8]);
        await Question.GetByText("Replace", new() { Exact = true }).ClickAsync();
        await HoldsAsync("# New\n\ntext");
        await Expect(Preview.Locator("h1")).ToHaveTextAsync("New");

        await Tool("undo").ClickAsync();
        await HoldsAsync("old");
    }

    [Fact]
    public async Task What_is_no_text_is_told_and_not_taken()
    {
        await EditNewAsync("");
        var said = Dialog().Locator("#said");

        await DropAsync("cat.png", [1, 2, 3]);
        await Expect(said).ToHaveTextAsync("“cat.png” is not a Markdown or text file (.md, .txt).");
        await DropAsync("latin.txt", [0x63, 0x61, 0x66, 0xe9]);
        await Expect(said).ToHaveTextAsync("“latin.txt” is not UTF-8 text. Save it as UTF-8, then open it again.");
        await DropAsync("long.md", new byte[300 * 1024]);
        await Expect(said).ToHaveTextAsync("“long.md” has 300 KB; up to 256 KB are shown.");
        await Expect(Source.Locator(".cm-placeholder")).ToBeVisibleAsync();

        await Dialog().Locator("#file").SetInputFilesAsync(new FilePayload { Name = "a.md", MimeType = "text/markdown", Buffer = [.. "# A"u8] });
        await HoldsAsync("# A");
        await Expect(said).ToBeEmptyAsync();
    }

    [Fact]
    public async Task How_much_is_written_is_told_and_too_much_is_kept()
    {
        var page = await EditNewAsync("a\n");
        await Expect(Dialog().Locator("#size")).ToHaveTextAsync("1 of 256 KB");

        await PasteAsync(string.Concat(Enumerable.Repeat("word word word word\n", 13_000)));
        await Expect(Dialog().Locator("#warning")).ToHaveTextAsync("Nearly as long as can be shown.");
        await PasteAsync(string.Concat(Enumerable.Repeat("word word word word\n", 200)));
        await Expect(Dialog().Locator("#warning")).ToHaveTextAsync("Too long to be shown. The text is kept when you save.");
        await Expect(Source).ToHaveAttributeAsync("aria-invalid", "true");

        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal((13_200 * 20) + 2, (await Sandbox.TextAsync("acme", page)).Length);
    }

    [Theory]
    [InlineData(900, 700, "light")]
    [InlineData(900, 700, "dark")]
    [InlineData(390, 800, "dark")]
    [InlineData(320, 600, "light")]
    public async Task It_fits_and_is_readable(int width, int height, string theme)
    {
        await Page.SetViewportSizeAsync(width, height);
        await EditAsync(await Sandbox.NewPageAsync("acme", "# Hello\n\n> **quote** `code` ~~old~~ [link](https://example.com)\n\n- [x] <b>done</b>\n\nمرحبا"), theme);
        var document = await Dialog().DocumentAsync();

        Assert.Equal(0, await document.EvaluateAsync<int>("Math.max(document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth)"));
        Assert.Equal("rtl", await Source.Locator(".cm-line").Nth(6).EvaluateAsync<string>("line => getComputedStyle(line).direction"));
        await Accessibility.CheckAsync(Page);
        await Source.PressAsync("Control+f");
        await Accessibility.CheckAsync(Page);

        await Source.PressAsync("Control+Home");
        await Page.Keyboard.TypeAsync("x");
        if (width < 700)
        {
            await Expect(Preview).ToBeHiddenAsync();
            await Dialog().Locator("label:has(#side-preview)").ClickAsync();
            await Expect(Source).ToBeHiddenAsync();
        }

        await Expect(Preview.Locator("h1, p").First).ToBeVisibleAsync();
    }

    private Task<string> TextAsync() => Source.EvaluateAsync<string>("field => [...field.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n')");
}

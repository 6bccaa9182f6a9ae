using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_writer_puts_Markdown_into_a_page(Stand stand) : WriterStory(stand)
{
    private const string Nasty =
        "\n\n# Trailing spaces  \n\ttab\tand  \t\n\n"
        + "a ]]> b ]]]]> c <![CDATA[ d & e &amp; f &#13; \"g\" 'h' \u00a0 \u200b\n\n"
        + "👩‍👩‍👧‍👦 🇯🇵 𝒳 e\u0301 العربية\n\n"
        + "```xml\n<ac:structured-macro ac:name=\"markdwell-markdown\">\n  <ac:plain-text-body><![CDATA[x]]></ac:plain-text-body>\n</ac:structured-macro>\n```\n"
        + "- [ ] \\_escaped\\_ \\\\ {{braces}} {page.id} %7B $1 $&\n   \n\t\n";

    [Fact]
    public async Task It_is_seen_while_writing_in_the_draft_and_by_readers()
    {
        await OpenAsync("/wiki/pages/100002/edit");
        await Page.ClickAsync("#insert-macro");
        await Page.ClickAsync(".macro-choice[data-key=markdwell-markdown]");
        await Expect(DialogButton("submit")).ToHaveTextAsync("Insert");
        await Expect(Source).ToBeFocusedAsync();

        await Source.PressSequentiallyAsync("# Hello\n\n- [x] done");
        await Expect(Dialog().Locator("#preview h1")).ToHaveTextAsync("Hello");
        await Expect(Dialog().Locator("#preview input")).ToBeCheckedAsync();

        await DialogButton("submit").ClickAsync();
        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Hello");
        await Page.ClickAsync("#publish");
        await IsPublishedAsync("100002");

        await OpenAsync("/wiki/pages/100002", @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Hello");
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task The_editor_fills_its_dialog_and_nothing_is_cut_off()
    {
        await EditAsync("100004");

        var document = await Dialog().DocumentAsync();
        Assert.Equal(0, await document.EvaluateAsync<int>("document.documentElement.scrollHeight - innerHeight"));
        Assert.InRange(await document.EvaluateAsync<double>("innerHeight - document.querySelector('.panes').lastElementChild.getBoundingClientRect().bottom"), 4, 40);
        await Accessibility.CheckAsync(Page);
    }

    [Fact]
    public async Task What_is_unfolded_in_the_preview_stays_so_while_typing()
    {
        await EditAsync(await Sandbox.NewPageAsync("acme", "<details><summary>More</summary>\n\nInside\n\n</details>\n\n"));
        await Dialog().Locator("#preview summary").ClickAsync();

        await Source.FocusAsync();
        await Page.Keyboard.PressAsync("Control+End");
        await Page.Keyboard.TypeAsync("# New");

        await Expect(Dialog().Locator("#preview h1")).ToHaveTextAsync("New");
        await Expect(Dialog().Locator("#preview details p")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Readers_see_nothing_of_a_draft()
    {
        await EditAsync("100004");
        await WriteAsync("# Half-baked");
        await DialogButton("submit").ClickAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Half-baked");

        await OpenAsync("/wiki/pages/100004", @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
    }

    [Fact]
    public async Task The_old_text_is_there_to_edit_and_Ctrl_Enter_saves()
    {
        await EditAsync("100004");
        await Expect(DialogButton("submit")).ToHaveTextAsync("Save");
        await HoldsAsync("# Roadmap\n\n- [x] Ship it\n- [ ] Ship it *again*\n");

        await Source.PressAsync("Control+End");
        await Source.PressSequentiallyAsync("- [ ] Rest");
        await Source.PressAsync("Control+Enter");
        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
        await Expect(Macro().Locator("li").Nth(2)).ToHaveTextAsync("Rest");
    }

    [Fact]
    public async Task Cancel_leaves_the_text_as_it_was()
    {
        await EditAsync("100004");
        await WriteAsync("gone");
        await Expect(Preview).ToHaveTextAsync("gone");

        await DialogButton("cancel").ClickAsync();
        await Question.GetByText("Discard changes").ClickAsync();
        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task The_text_comes_back_byte_for_byte(string lineEnd)
    {
        var text = Nasty.ReplaceLineEndings(lineEnd);
        var page = await Sandbox.NewPageAsync("acme", text);

        await EditAsync(page);
        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal(text, await Sandbox.TextAsync("acme", page));

        await EditAsync(page);
        await Source.PressAsync("Control+End");
        await Source.PressSequentiallyAsync("end");
        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal(text + "end", await Sandbox.TextAsync("acme", page));
    }
}

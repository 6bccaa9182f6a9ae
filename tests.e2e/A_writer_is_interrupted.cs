using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_writer_is_interrupted(Stand stand) : WriterStory(stand)
{
    private const string PreviewUrl = "**/macros/preview*";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_asks_once_something_was_changed(bool byEscape)
    {
        Task CloseAsync() => byEscape ? Page.Keyboard.PressAsync("Escape") : DialogButton("cancel").ClickAsync();
        await EditNewAsync("old");
        await Page.Keyboard.TypeAsync("new ");
        await CloseAsync();
        await Expect(Question).ToContainTextAsync("Leave without saving?");

        await Page.Keyboard.PressAsync("Escape");
        await Expect(Question).ToBeHiddenAsync();
        await HoldsAsync("new old");

        await Source.FocusAsync();
        await CloseAsync();
        await Question.GetByText("Discard changes").ClickAsync();
        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
        await Expect(Macro().Article).ToHaveTextAsync("old");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Closing_asks_nothing_where_nothing_was_changed(bool byEscape)
    {
        await EditNewAsync("old");
        await Page.Keyboard.TypeAsync("x");
        await Page.Keyboard.PressAsync("Backspace");

        await (byEscape ? Page.Keyboard.PressAsync("Escape") : DialogButton("cancel").ClickAsync());

        await Expect(Page.Locator(".app-dialog")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Escape_closes_the_search_and_not_the_editor()
    {
        await EditNewAsync("old");
        await Page.Keyboard.PressAsync("Control+f");
        await Expect(Dialog().Locator(".cm-search")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Dialog().Locator(".cm-search")).ToHaveCountAsync(0);
        await Expect(Source).ToBeFocusedAsync();
    }

    [Fact]
    public async Task After_a_crash_what_was_written_is_offered_until_it_is_saved()
    {
        await StoreAsync("{}");
        var page = await EditNewAsync("old");
        await Page.Keyboard.TypeAsync("lost ");
        await CrashAsync();

        await EditAsync(page);
        await Expect(Dialog().Locator("#restore")).ToContainTextAsync("was not saved.");
        await Accessibility.CheckAsync(Page);
        await Dialog().Locator("#restore").GetByText("Restore it").ClickAsync();
        await HoldsAsync("lost old");
        await Eventually.EqualAsync(1, CopiesAsync);
        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal("lost old", await Sandbox.TextAsync("acme", page));
    }

    [Fact]
    public async Task Nobody_else_is_offered_it_and_no_other_page()
    {
        await StoreAsync("{}");
        var page = await EditNewAsync("old");
        await Page.Keyboard.TypeAsync("mine ");
        await CrashAsync();

        await EditAsync(page, @as: "bob");
        await Expect(Dialog().Locator("#restore")).ToBeHiddenAsync();
        await EditNewAsync("old");
        await Expect(Dialog().Locator("#restore")).ToBeHiddenAsync();
        Assert.Equal(1, await CopiesAsync());
    }

    [Theory]
    [InlineData("undone")]
    [InlineData("discarded")]
    [InlineData("forgotten")]
    public async Task What_nobody_wants_is_not_kept(string how)
    {
        await StoreAsync("{}");
        var page = await EditNewAsync("old");
        await Page.Keyboard.TypeAsync("x");
        await Eventually.EqualAsync(1, CopiesAsync);
        switch (how)
        {
            case "undone":
                await Page.Keyboard.PressAsync("Backspace");
                break;
            case "forgotten":
                await CrashAsync();
                await EditAsync(page);
                await Dialog().Locator("#restore").GetByText("Forget it").ClickAsync();
                break;
            default:
                // The frame goes with its window: what it forgets is heard of before.
                await (await Dialog().DocumentAsync()).EvaluateAsync("AP.confluence.closeMacroEditor = () => {}");
                await DialogButton("cancel").ClickAsync();
                await Question.GetByText("Discard changes").ClickAsync();
                break;
        }

        await Eventually.EqualAsync(0, CopiesAsync);
    }

    [Fact]
    public async Task With_the_server_away_the_preview_says_so_and_typing_and_saving_go_on()
    {
        Watch.Allow("Failed to load resource", "The server is away");
        var page = await EditNewAsync("old");
        await Expect(Preview).ToHaveTextAsync("old");
        await Page.RouteAsync(PreviewUrl, route => route.AbortAsync());

        await Page.Keyboard.TypeAsync("new ");
        await Expect(Dialog().Locator("#trouble")).ToHaveTextAsync("The preview is out of reach. Writing and saving still work.");
        await Expect(Preview).ToHaveTextAsync("old");

        // It comes back by itself.
        await Page.UnrouteAsync(PreviewUrl);
        await Expect(Preview).ToHaveTextAsync("new old");
        await Expect(Dialog().Locator("#trouble")).ToBeEmptyAsync();
        await DialogButton("submit").ClickAsync();
        await PublishAsync(page);
        Assert.Equal("new old", await Sandbox.TextAsync("acme", page));
    }

    [Fact]
    public async Task A_late_answer_never_replaces_a_newer_one()
    {
        await EditNewAsync("");
        var isLate = new TaskCompletionSource();
        await Page.RouteAsync(PreviewUrl, async route =>
        {
            if (route.Request.PostData == "first")
            {
                await isLate.Task;
            }

            await route.ContinueAsync();
        });

        await Page.Keyboard.TypeAsync("first");
        await Page.WaitForRequestAsync(request => request.PostData == "first");
        await Page.Keyboard.TypeAsync(" second");
        await Expect(Preview).ToHaveTextAsync("first second");
        isLate.SetResult();
        await Page.Keyboard.TypeAsync(" third");
        await Expect(Preview).ToHaveTextAsync("first second third");
    }

    /// <summary>
    /// The browser of these stories gives no storage to frames of other sites, as some do; so all other stories show that the
    /// editor needs none. Here is one that gives it, and keeps it.
    /// </summary>
    private async Task StoreAsync(string kept) => await Page.AddInitScriptAsync($$"""
        const store = Object.assign(Object.create({
          getItem(name) { return this[name] ?? null; },
          setItem(name, value) { this[name] = value; },
          removeItem(name) { delete this[name]; },
        }), {{kept}});
        Object.defineProperty(window, 'localStorage', { value: store });
        """);

    /// <summary>The window is gone without a question, and there is a new one.</summary>
    private async Task CrashAsync()
    {
        await Eventually.EqualAsync(1, CopiesAsync);
        var kept = await (await Dialog().DocumentAsync()).EvaluateAsync<string>("JSON.stringify(localStorage)");
        await BeginAnewAsync();
        await StoreAsync(kept);
    }

    private async Task<int> CopiesAsync() => await (await Dialog().DocumentAsync()).EvaluateAsync<int>("Object.keys(localStorage).length");
}

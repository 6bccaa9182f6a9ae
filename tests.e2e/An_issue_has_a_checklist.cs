using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class An_issue_has_a_checklist(Stand stand) : PanelStory(stand)
{
    private const string Two = "## Before\n\n- [ ] one\n- [ ] two\n\n## After\n\n- [ ] three\n";

    [Fact]
    public async Task A_tick_is_saved_shown_on_the_issue_and_there_after_a_reload()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);
        await Expect(Note.Locator(".note-count")).ToHaveTextAsync("0 of 3");

        await Box(Note, "two").CheckAsync();
        await Expect(Note.Locator(".note-count")).ToHaveTextAsync("1 of 3");
        await SavedAsync(Note);
        Assert.Equal(Two.Replace("[ ] two", "[x] two", StringComparison.Ordinal), await TextInJiraAsync(issue));
        await Expect(Page.Locator(".context-status")).ToHaveTextAsync("1/3");

        await OpenPanelAsync(issue);
        await Expect(Box(Note, "two")).ToBeCheckedAsync();
        await Box(Note, "one").CheckAsync();
        await Box(Note, "three").CheckAsync();
        await Expect(Page.Locator(".context-status")).ToHaveTextAsync("Done");
        await Expect(Note.Locator("[role=progressbar]")).ToHaveAttributeAsync("aria-valuetext", "3 of 3");
    }

    [Fact]
    public async Task Two_people_at_once_both_keep_what_they_did()
    {
        var issue = await NewIssueAsync(Two);
        await using var context = await Stand.Browser.NewContextAsync();
        var watch = await Watch.OverAsync(context, Stand);
        var other = await context.NewPageAsync();
        await OpenPanelAsync(issue);
        await OpenPanelAsync(other, issue, "bob");
        var theirs = NoteOn(other);

        var typing = Note.Locator(".item-add input").First;
        await typing.PressSequentiallyAsync("half a th");
        await Task.WhenAll(Box(Note, "one").CheckAsync(), Box(theirs, "two").CheckAsync());
        await typing.FocusAsync();
        await theirs.Locator(".item-add input").Last.FillAsync("four");
        await theirs.Locator(".item-add input").Last.PressAsync("Enter");
        await Expect(Words(theirs)).ToHaveTextAsync(["one", "two", "three", "four"]);
        await SavedAsync(theirs);
        await ComeBackAsync(Note);

        await Expect(Words(Note)).ToHaveTextAsync(["one", "two", "three", "four"]);
        await Expect(Box(Note, "two")).ToBeCheckedAsync();
        await Expect(typing).ToBeFocusedAsync();
        await typing.PressSequentiallyAsync("ought");
        await Expect(typing).ToHaveValueAsync("half a thought");
        await typing.FillAsync("");
        Assert.Equal("## Before\n\n- [x] one\n- [x] two\n\n## After\n\n- [ ] three\n- [ ] four\n", await TextInJiraAsync(issue));
        Assert.Empty(watch.Complaints);
    }

    [Fact]
    public async Task By_keyboard_alone_items_are_added_edited_moved_indented_and_removed()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);

        await Note.Locator(".item-add input").First.FocusAsync();
        await Page.Keyboard.TypeAsync("first");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.TypeAsync("second");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Words(Note)).ToHaveTextAsync(["one", "two", "first", "second", "three"]);

        await Box(Note, "second").FocusAsync();
        await Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(Words(Note)).ToHaveTextAsync(["one", "second", "two", "first", "three"]);
        await Expect(Note.Locator("[aria-live=polite]")).ToHaveTextAsync("“second” is now 2 of 4.");
        await InJiraAsync(issue, "## Before\n\n- [ ] one\n- [ ] second\n- [ ] two\n- [ ] first\n\n## After\n\n- [ ] three\n");
        await Expect(Box(Note, "second")).ToBeFocusedAsync();

        await Page.Keyboard.PressAsync("Alt+ArrowRight");
        await InJiraAsync(issue, "## Before\n\n- [ ] one\n  - [ ] second\n- [ ] two\n- [ ] first\n\n## After\n\n- [ ] three\n");
        await Page.Keyboard.PressAsync("F2");
        await Page.Keyboard.TypeAsync("inner");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Space");
        await InJiraAsync(issue, "## Before\n\n- [ ] one\n  - [x] inner\n- [ ] two\n- [ ] first\n\n## After\n\n- [ ] three\n");

        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Delete");
        await Expect(Words(Note)).ToHaveTextAsync(["one", "inner", "first", "three"]);
        await InJiraAsync(issue, "## Before\n\n- [ ] one\n  - [x] inner\n- [ ] first\n\n## After\n\n- [ ] three\n");
        await Note.Locator(".note-card").GetByText("Undo").PressAsync("Enter");
        await InJiraAsync(issue, "## Before\n\n- [ ] one\n  - [x] inner\n- [ ] two\n- [ ] first\n\n## After\n\n- [ ] three\n");
    }

    [Fact]
    public async Task The_menu_of_an_item_does_the_same_and_makes_it_optional()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);
        var more = Note.Locator(".item-more").First;

        await more.FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Note.Locator("[role=menu]")).ToBeVisibleAsync();
        await Accessibility.CheckAsync(Page);
        await Note.FitsAsync();
        await Note.GetByRole(AriaRole.Menuitemcheckbox, "Optional").ClickAsync();
        await Expect(Note.Locator(".item-optional")).ToHaveTextAsync("optional");
        await Expect(Words(Note)).ToHaveTextAsync(["one", "two", "three"]);
        await Expect(Note.GetByRole(AriaRole.Checkbox, "one optional")).ToHaveCountAsync(1);
        await Expect(Note.GetByRole(AriaRole.Menuitemcheckbox, "Optional")).ToHaveAttributeAsync("aria-checked", "true");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Note.Locator("[role=menu]")).ToHaveCountAsync(0);
        await Expect(more).ToBeFocusedAsync();
        await InJiraAsync(issue, Two.Replace("one", "? one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_lines_that_are_pasted_become_many_items()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);

        await PasteAsync(Note.Locator(".item-add input").Last, "four\n- [x] five\n\nsix\n");

        await Expect(Words(Note)).ToHaveTextAsync(["one", "two", "three", "four", "five", "six"]);
        await InJiraAsync(issue, Two + "- [ ] four\n- [x] five\n- [ ] six\n");
    }

    [Fact]
    public async Task More_items_than_a_list_holds_are_refused_with_their_number_and_kept()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);

        var pasted = string.Join('\n', Enumerable.Range(1, 298));
        await PasteAsync(Note.Locator(".item-add input").Last, pasted);

        await Expect(Note.Locator(".note-card")).ToContainTextAsync("That would be 301 items; a list has 300 at most.");
        await Expect(Note.Locator(".note-card textarea")).ToHaveValueAsync(pasted);
        await Note.Locator(".note-card").GetByText("Discard").ClickAsync();
        await Expect(Words(Note)).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task An_item_is_dragged_to_another_group()
    {
        var issue = await NewIssueAsync(Two);
        await OpenPanelAsync(issue);
        await Note.Locator(".item").First.HoverAsync();

        await Note.Locator(".item-grip").First.HoverAsync();
        await Page.Mouse.DownAsync();
        var goal = (await Note.Locator(".item").Last.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(goal.X + 20, goal.Y + goal.Height - 3, new() { Steps = 5 });
        await Page.Mouse.UpAsync();

        await Expect(Words(Note)).ToHaveTextAsync(["two", "three", "one"]);
        await InJiraAsync(issue, "## Before\n\n- [ ] two\n\n## After\n\n- [ ] three\n- [ ] one\n");
    }

    [Fact]
    public async Task What_is_done_can_be_hidden()
    {
        var issue = await NewIssueAsync(Two.Replace("[ ] two", "[x] two", StringComparison.Ordinal));
        await OpenPanelAsync(issue);

        await Note.Locator("button:text-is('Hide done')").ClickAsync();
        await Expect(Box(Note, "two")).ToBeHiddenAsync();
        await Expect(Box(Note, "one")).ToBeVisibleAsync();
        await Note.FitsAsync();
        await Note.Locator("button:text-is('Hide done')").ClickAsync();
        await Expect(Box(Note, "two")).ToBeVisibleAsync();
    }

    private Task InJiraAsync(string issue, string text) => Eventually.EqualAsync(text, () => TextInJiraAsync(issue));
}

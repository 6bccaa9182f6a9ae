using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_checklist_meets_trouble(Stand stand) : PanelStory(stand)
{
    private const string Changes = "**/issues/note/change*";
    private const string Text = "- [ ] one\n- [ ] two\n";

    [Fact]
    public async Task With_Jira_away_a_tick_is_kept_and_saved_when_it_is_back()
    {
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue);
        await Sandbox.BreakAsync("/properties/", "500");

        await Box(Note, "one").CheckAsync();
        await Expect(Note.Locator(".note-saved")).ToHaveTextAsync("Saving …");
        Assert.Equal(Text, await TextInJiraAsync(issue));

        await Sandbox.MendAsync();
        await SavedAsync(Note);
        Assert.Equal("- [x] one\n- [ ] two\n", await TextInJiraAsync(issue));
    }

    [Fact]
    public async Task With_Markdwell_away_what_was_done_waits_and_is_done_once()
    {
        Watch.Allow("Failed to load resource", "The server is away");
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue);
        var isLost = true;
        await Page.RouteAsync(Changes, async route =>
        {
            // The first answer is lost on its way: the server has done what it was asked.
            if (isLost)
            {
                isLost = false;
                await route.FetchAsync();
            }

            await route.AbortAsync();
        });

        await Note.Locator(".item-add input").FillAsync("three");
        await Note.Locator(".item-add input").PressAsync("Enter");
        await Box(Note, "one").CheckAsync();
        await Expect(Note.Locator(".note-trouble")).ToContainTextAsync("What you changed is kept here and sent again by itself.");
        await Expect(Note.Locator(".note-saved")).ToHaveTextAsync("Not saved");
        await Accessibility.CheckAsync(Page);

        await Page.UnrouteAsync(Changes);
        await Note.Locator(".note-trouble").GetByText("Try again").ClickAsync();
        await SavedAsync(Note);
        await Expect(Note.Locator(".note-trouble")).ToBeHiddenAsync();
        Assert.Equal("- [x] one\n- [ ] two\n- [ ] three\n", await TextInJiraAsync(issue));
    }

    /// <summary>What <see cref="The_disk_is_full"/> hears is what the panel is told here.</summary>
    [Fact]
    public async Task With_the_disk_full_a_tick_is_kept_and_sent_again_by_itself()
    {
        Watch.Allow("Failed to load resource", "The server refuses");
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue);
        await Page.RouteAsync(Changes, route => route.FulfillAsync(new() { Status = 503, ContentType = "text/plain", Body = "Markdwell's database does not answer. Reload the page in a moment." }));

        await Box(Note, "one").CheckAsync();
        await Expect(Note.Locator(".note-trouble")).ToContainTextAsync("What you changed is kept here and sent again by itself.");
        await Expect(Box(Note, "one")).ToBeCheckedAsync();
        Assert.Equal(Text, await TextInJiraAsync(issue));

        await Page.UnrouteAsync(Changes);
        await SavedAsync(Note);
        await Expect(Note.Locator(".note-trouble")).ToBeHiddenAsync();
        Assert.Equal("- [x] one\n- [ ] two\n", await TextInJiraAsync(issue));
    }

    [Fact]
    public async Task Whoever_may_not_edit_the_issue_reads_and_is_told_why()
    {
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue, @as: "carol");

        await Expect(Note.Notice).ToHaveTextAsync("You can read this note. Changing it takes the right to edit this issue.");
        await Expect(Note.Locator(".task-list-item-checkbox:enabled")).ToHaveCountAsync(0);
        await Expect(Note.Locator(".item-add, .item-more")).ToHaveCountAsync(0);
        await Expect(Note.Locator(".note-count")).ToHaveTextAsync("0 of 2");
        await Accessibility.CheckAsync(Page);
        await Note.FitsAsync();
    }

    [Fact]
    public async Task A_note_that_was_broken_by_hand_is_repaired_and_nothing_is_lost()
    {
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue);
        await Expect(Words(Note)).ToHaveCountAsync(2);
        await Sandbox.PutAsync(Property(issue), new { version = 1, revision = 7, text = 42 });
        await OpenPanelAsync(issue);

        await Expect(Note.Notice).ToContainTextAsync("changed by hand in a way that Markdwell does not understand");
        await Expect(Note.Locator(".task-list-item-checkbox:enabled")).ToHaveCountAsync(0);
        await Note.Locator(".note-repair").GetByText("Repair …").ClickAsync();
        await Accessibility.CheckAsync(Page);
        await Note.Locator(".note-repair .primary").ClickAsync();

        await Expect(Note.Locator(".note-repair")).ToBeHiddenAsync();
        await Box(Note, "one").CheckAsync();
        await SavedAsync(Note);
        Assert.Equal("- [x] one\n- [ ] two\n", await TextInJiraAsync(issue));
        var aside = (await Sandbox.GetAsync("acme/issues/" + issue)).GetProperty("properties").EnumerateObject()
            .Single(property => property.Name.StartsWith("markdwell.note.aside-", StringComparison.Ordinal));
        Assert.Equal(42, aside.Value.GetProperty("text").GetInt32());
    }

    [Fact]
    public async Task Two_who_write_the_same_line_see_both_texts()
    {
        var issue = await NewIssueAsync(Of("Tell finance about the new rates"));
        await OpenPanelAsync(issue);
        await Note.Locator("button:text-is('Edit as text')").ClickAsync();
        await Note.Locator("#note-source").FillAsync(Of("Tell finance about the new rates today"));
        await Sandbox.PutAsync(Property(issue), new { version = 1, revision = 8, text = Of("Tell finance about all the new rates") });
        await ComeBackAsync(Note);
        await Eventually.EqualAsync("Tell finance about all the new rates", async () => (await Words(Note).First.TextContentAsync())!.Trim());

        await Note.Locator("#note-save").ClickAsync();
        await Expect(Note.Locator(".note-theirs textarea")).ToHaveValueAsync(Of("Tell finance about all the new rates"));
        await Expect(Note.Locator("#note-source")).ToHaveValueAsync(Of("Tell finance about the new rates today"));
        await Accessibility.CheckAsync(Page);
        await Note.FitsAsync();

        await Note.Locator("#note-source").FillAsync(Of("Tell finance about all the new rates today"));
        await Note.Locator("button:text-is('Keep mine')").ClickAsync();
        await Expect(Words(Note)).ToHaveTextAsync(["Tell finance about all the new rates today", "two"]);
        await SavedAsync(Note);
        Assert.Equal(Of("Tell finance about all the new rates today"), await TextInJiraAsync(issue));

        static string Of(string first) => $"- [ ] {first}\n- [ ] two\n";
    }

    [Fact]
    public async Task A_text_that_is_too_large_for_Jira_is_not_saved_and_not_lost()
    {
        var issue = await NewIssueAsync(Text);
        await OpenPanelAsync(issue);
        await Note.Locator("button:text-is('Edit as text')").ClickAsync();
        await Expect(Note.Locator(".note-size")).ToHaveTextAsync("1 of 32 KB");
        var large = new string('x', 33_000);
        await Note.Locator("#note-source").FillAsync(large);

        await Expect(Note.Locator(".note-size")).ToContainTextAsync("characters too many for Jira");
        await Note.Locator("#note-save").ClickAsync();
        await Expect(Note.Locator("#note-source")).ToHaveValueAsync(large);
        await Note.Locator("#note-source").FillAsync("- [ ] small");
        await Note.Locator("#note-tab-preview").ClickAsync();
        await Expect(Note.Locator("#note-preview li")).ToHaveTextAsync("small");
        await Note.Locator("#note-save").ClickAsync();
        await Expect(Words(Note)).ToHaveTextAsync(["small"]);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task In_a_narrow_panel_all_of_it_can_be_read_and_used(string theme)
    {
        var issue = await NewIssueAsync("## A group\n\nSome words.\n\n- [x] done\n- [ ] ? a step with Averyveryverylongwordthatgoesonandonandonandonandon\n  - [ ] an inner one\n\n## Another\n\nWords alone.\n");
        await Page.GotoAsync($"{Sandbox.Acme}/browse/{issue}?as=alice&theme={theme}");
        await Page.ClickAsync(".issue-context > summary");
        await Expect(Words(Note)).ToHaveCountAsync(3);
        await Note.Element.EvaluateAsync("frame => { frame.style.width = '300px'; }");

        await Note.FitsAsync();
        await Accessibility.CheckAsync(Page);
        await Words(Note).Nth(2).DblClickAsync();
        await Note.FitsAsync();
        await Accessibility.CheckAsync(Page);
    }
}

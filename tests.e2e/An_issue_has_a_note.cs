using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class An_issue_has_a_note(Stand stand) : PanelStory(stand)
{
    [Fact]
    public async Task The_panel_shows_it()
    {
        await OpenPanelAsync("ACME-1");

        await Expect(Note.Locator("h2")).ToHaveTextAsync("Before this can ship");
        await Expect(Note.Locator("input[type=checkbox]")).ToHaveCountAsync(5);
        await Note.FitsAsync();
        await Accessibility.CheckAsync(Page);
    }

    [Fact]
    public async Task An_issue_without_one_says_what_it_is_for_and_takes_the_first_item()
    {
        await OpenPanelAsync("ACME-2");
        await Expect(Note.Locator(".hint")).ToContainTextAsync("This issue has no note yet.");
        await Note.FitsAsync();
        await Accessibility.CheckAsync(Page);

        await Note.Locator(".item-add input").FillAsync("Tell the customers");
        await Note.Locator(".item-add input").PressAsync("Enter");
        await Expect(Words(Note)).ToHaveTextAsync(["Tell the customers"]);
        await Expect(Note.Locator(".hint")).ToBeHiddenAsync();
        await SavedAsync(Note);
        Assert.Contains("- [ ] Tell the customers", await TextInJiraAsync("ACME-2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_read_is_told_that_there_is_none()
    {
        await OpenPanelAsync("ACME-2", @as: "carol");

        await Expect(Note.Locator(".hint")).ToHaveTextAsync("This issue has no note yet.");
        await Note.FitsAsync();
    }

    [Fact]
    public async Task Changed_through_REST_it_is_new_after_a_reload()
    {
        await OpenPanelAsync("ACME-1");
        await Expect(Note.Locator("h2")).ToHaveTextAsync("Before this can ship");

        await Page.EvaluateAsync("""
            text => fetch('/rest/api/3/issue/ACME-1/properties/markdwell.note', {
              method: 'PUT',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ version: 1, revision: 2, text }),
            })
            """, "## After this has shipped");
        await OpenPanelAsync("ACME-1");

        await Expect(Note.Locator("h2")).ToHaveTextAsync("After this has shipped");
    }

    [Theory]
    [InlineData("just a string")]
    [InlineData(42)]
    public async Task Broken_by_hand_it_says_so(object value)
    {
        await Sandbox.PutAsync(Property("ACME-1"), value);
        await OpenPanelAsync("ACME-1");

        await Expect(Note.Notice).ToContainTextAsync("changed by hand in a way that Markdwell does not understand");
        await Note.FitsAsync();
    }
}

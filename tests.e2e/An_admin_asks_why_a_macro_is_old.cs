using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class An_admin_asks_why_a_macro_is_old(Stand stand) : SourceStory(stand)
{
    private const string Activity = "/wiki/plugins/servlet/ac/markdwell/markdwell-activity";

    private AppFrame Frame => new(Page.Locator(".frame iframe"));

    [Fact]
    public async Task The_page_of_activity_answers()
    {
        await ConnectAsync();
        await OpenAsync(FromGit, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Handbook of the billing team");
        Watch.Allow("the server responded with a status of", "the browser reports a picture that does not come");
        await Sandbox.BreakGitAsync("/api/", "away");
        await RefreshAsync();
        await Expect(Macro().Body).ToContainTextAsync("does not answer");

        // Who reads what is written down a little later.
        await Eventually.EqualAsync(true, async () =>
        {
            await OpenAsync(Activity);
            return (await Frame.Body.InnerTextAsync()).Contains("the host did not answer", StringComparison.Ordinal);
        });
        var row = Frame.Locator("li.connection:has-text('README.md'):has-text('the host did not answer')");
        await Expect(row).ToContainTextAsync("What readers see is as of");
        await Expect(row).ToContainTextAsync("the host did not answer");
        Assert.Contains("pageId=100007", await row.Locator("a").GetAttributeAsync("href"), StringComparison.Ordinal);
        await Expect(Frame.Locator(".audit > li").First).ToContainTextAsync("Alice");
        await Expect(Frame.Locator(".audit > li").First).ToContainTextAsync("added a connection: Our Git");
        await Accessibility.CheckAsync(Page);
        await Frame.Locator("#refresh").PressAsync("Enter");
        await Expect(Frame.Locator("#said")).ToHaveTextAsync("This is how it is now.");
    }
}

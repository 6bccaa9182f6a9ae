using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_page_shows_an_attachment(Stand stand) : Story(stand)
{
    private const string FromAttachments = "/wiki/pages/100008";

    [Fact]
    public async Task With_the_picture_that_is_attached_beside_it()
    {
        await OpenAsync(FromAttachments, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Guide");
        await Expect(Macro().Locator(".origin")).ToContainTextAsync("guide.md");
        await SourceStory.AreShownAsync(Macro().Locator("article img"), 1);
        await SourceStory.AreShownAsync(Macro(1).Locator("article img"), 1);
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task A_new_version_is_there_at_the_next_view_and_a_removed_one_leaves_the_last_text_and_a_sentence()
    {
        await OpenAsync(FromAttachments, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Guide");

        await Sandbox.AttachAsync("acme", "100008", "guide.md", "# Guide, second edition\n\n![How](diagram.png)\n");
        await Page.ReloadAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Guide, second edition");
        await SourceStory.AreShownAsync(Macro().Locator("article img"), 1);

        await Sandbox.DetachAsync("acme", "100008", "guide.md");
        await Page.ReloadAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Guide, second edition");
        await Expect(Macro().Locator(".trouble")).ToContainTextAsync("this page has no attachment “guide.md”");
    }
}

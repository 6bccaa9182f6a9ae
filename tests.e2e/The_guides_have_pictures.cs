using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>Takes the pictures of the README and the guides again: <c>MARKDWELL_PICTURES=docs/images</c>, an absolute path or one below the current folder.</summary>
public sealed class The_guides_have_pictures(Stand stand) : PanelStory(stand)
{
    private const string Checklist = """
        ## Before the release

        - [x] Notes are written
        - [ ] Translators have **signed off**
          - [x] German
          - [ ] Japanese
        - [ ] ? Blog post is drafted

        See the [runbook](https://acme.example/runbook) for `rollback`.
        """;

    private static readonly string? Folder = Environment.GetEnvironmentVariable("MARKDWELL_PICTURES");

    public static bool IsWanted => Folder is { Length: > 0 };

    private AppFrame Frame => new(Page.Locator("iframe").First);

    [Fact(Skip = "Set MARKDWELL_PICTURES to the folder to write to.", SkipUnless = nameof(IsWanted))]
    public async Task A_page_as_a_reader_sees_it()
    {
        await Page.SetViewportSizeAsync(1280, 1090);
        await OpenAsync("/wiki/pages/100001", @as: "carol");
        await Macro().FitsAsync();
        await Expect(Macro(1).Article).ToBeVisibleAsync();

        await TakeAsync("page");
    }

    [Fact(Skip = "Set MARKDWELL_PICTURES to the folder to write to.", SkipUnless = nameof(IsWanted))]
    public async Task The_editor()
    {
        await Page.SetViewportSizeAsync(1100, 720);
        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/100001/edit?as=alice");
        await Page.Locator(".block", new() { Has = Page.Locator(".frame") }).First.HoverAsync();
        await Page.Locator(".edit-macro").First.ClickAsync();
        await Expect(Dialog().Locator("main")).ToHaveAttributeAsync("aria-busy", "false");
        await Expect(Dialog().Locator("#preview article")).ToBeVisibleAsync();

        await TakeAsync("editor");
    }

    [Fact(Skip = "Set MARKDWELL_PICTURES to the folder to write to.", SkipUnless = nameof(IsWanted))]
    public async Task The_panel_of_an_issue()
    {
        await Page.SetViewportSizeAsync(1000, 640);
        var issue = await NewIssueAsync(Checklist);
        await OpenPanelAsync(issue);

        // Jira shows the numbers beside the panel's name as they are when the page is opened.
        await Eventually.EqualAsync(true, async () => (await Sandbox.GetAsync("acme/issues/" + issue)).GetProperty("properties").EnumerateObject().Any(property => property.Name.EndsWith(":status", StringComparison.Ordinal)));
        await OpenPanelAsync(issue);
        await Note.FitsAsync();

        await TakeAsync("panel");
    }

    [Fact(Skip = "Set MARKDWELL_PICTURES to the folder to write to.", SkipUnless = nameof(IsWanted))]
    public async Task The_report_on_a_project()
    {
        for (var issue = 1; issue <= 7; issue++)
        {
            var (done, open) = (issue % 5, 4 - (issue % 5));
            await Sandbox.PutAsync($"acme/issues/PLAN-{issue}/properties/markdwell.checklist", new { version = 1, total = 4, done, open, percent = done * 25, mandatory = 4, mandatoryOpen = open });
        }

        await Page.SetViewportSizeAsync(1100, 900);
        await Page.GotoAsync($"{Sandbox.Acme}/plugins/servlet/ac/markdwell/markdwell-report?project=20004&as=alice");
        await Expect(Frame.Locator(".totals dd").First).ToHaveTextAsync("7", new() { Timeout = 60_000 });
        await Expect(Frame.Locator(".rebuild progress")).ToHaveCountAsync(0);
        await Frame.FitsAsync();

        await TakeAsync("report");
    }

    [Fact(Skip = "Set MARKDWELL_PICTURES to the folder to write to.", SkipUnless = nameof(IsWanted))]
    public async Task The_settings()
    {
        await Page.SetViewportSizeAsync(1000, 900);
        await OpenAsync("/wiki/plugins/servlet/ac/markdwell/markdwell-settings");
        await Expect(Frame.Locator("[type=submit].primary")).ToBeEnabledAsync();
        await Frame.FitsAsync();

        await TakeAsync("settings");
    }

    private async Task TakeAsync(string name)
    {
        await Page.EvaluateAsync("scrollTo(0, 0)");
        await Page.ScreenshotAsync(new() { Path = Path.GetFullPath(Path.Combine(Folder!, name + ".png")) });
    }
}

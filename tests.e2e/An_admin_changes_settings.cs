using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class An_admin_changes_settings(Stand stand) : Story(stand)
{
    private const string Settings = "/wiki/plugins/servlet/ac/markdwell/markdwell-settings";
    private const string JiraSettings = "/plugins/servlet/ac/markdwell/markdwell-settings";
    private const string Page1 = "/wiki/pages/100001";

    private AppFrame Frame => FrameOf(Page);

    private static AppFrame FrameOf(IPage page) => new(page.Locator(".frame iframe"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ResetAsync();
    }

    [Fact]
    public async Task The_next_view_of_a_page_shows_it()
    {
        await OpenAsync(Page1);
        await Expect(Macro().Locator("table")).Not.ToHaveCountAsync(0);

        await OpenFormAsync(Settings);
        await Accessibility.CheckAsync(Page);
        Watch.Allow("the server responded with a status of 400", "the browser reports every refusal");
        var cells = Frame.Locator("#tableCells");
        await cells.FillAsync("7");
        await cells.PressAsync("Enter");
        await Expect(Frame.Locator("#tableCells-fault")).ToHaveTextAsync("Enter a whole number from 100 to 50,000.");
        await Expect(cells).ToBeFocusedAsync();
        await Accessibility.CheckAsync(Page);
        await cells.FillAsync("100");
        await Frame.Locator("#sourceKilobytes").FillAsync("1");
        await Frame.Locator("#sourceKilobytes").PressAsync("Enter");
        await Expect(Frame.Locator("#said")).ToHaveTextAsync("Saved. The next view shows it.");
        await Expect(Frame.Locator("#said")).ToBeFocusedAsync();

        await OpenAsync(Page1, @as: "carol");
        await Expect(Macro(1).Notice).ToContainTextAsync("up to 1 KB are shown");

        await ResetAsync();
        await OpenAsync(Page1, @as: "carol");
        await Expect(Macro(1).Article).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Of_two_admins_the_second_is_told_and_loses_nothing()
    {
        await OpenFormAsync(Settings);
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync($"{Sandbox.Acme}{Settings}?as=alice");
        await IsReadyAsync(FrameOf(other));
        await Frame.Locator("#formulas").FillAsync("500");
        await Frame.Locator("#codeLines").FillAsync("300");
        await FrameOf(other).Locator("#tableCells").FillAsync("1234");
        await FrameOf(other).Locator("#codeLines").FillAsync("400");
        await FrameOf(other).Locator("#codeLines").PressAsync("Enter");
        await Expect(FrameOf(other).Locator("#said")).ToContainTextAsync("Saved.");

        Watch.Allow("the server responded with a status of 409", "the browser reports every refusal");
        await Frame.Locator("#formulas").PressAsync("Enter");
        await Expect(Frame.Locator("#form-said")).ToContainTextAsync("Somebody else saved other settings meanwhile");
        await Expect(Frame.Locator("#formulas")).ToHaveValueAsync("500");
        await Expect(Frame.Locator("#tableCells")).ToHaveValueAsync("1234");
        await Expect(Frame.Locator("#codeLines")).ToHaveValueAsync("300");
        await Expect(Frame.Locator("#codeLines-fault")).ToHaveTextAsync("Saved by somebody else: 400.");

        await Frame.Locator("#formulas").PressAsync("Enter");
        await Expect(Frame.Locator("#said")).ToContainTextAsync("Saved.");
        await OpenAsync(Settings);
        await Expect(Frame.Locator("#tableCells")).ToHaveValueAsync("1234");
        await Expect(Frame.Locator("#codeLines")).ToHaveValueAsync("300");
    }

    [Fact]
    public async Task Jira_has_its_own_and_asks_before_a_reset()
    {
        await OpenFormAsync(JiraSettings);
        await Expect(Frame.Locator("#openItems")).ToBeCheckedAsync();
        await Expect(Frame.Locator("#brokenSources")).ToHaveCountAsync(0);
        await Frame.Locator("#openItems").UncheckAsync();
        await Frame.Locator("[type=submit].primary").PressAsync("Enter");
        await Expect(Frame.Locator("#said")).ToContainTextAsync("Saved.");

        await Frame.Locator("#ask-reset").PressAsync("Enter");
        await Expect(Frame.Locator("#keep")).ToBeFocusedAsync();
        await Frame.Locator("#reset").PressAsync("Enter");
        await Expect(Frame.Locator("#said")).ToHaveTextAsync("All settings are at their defaults.");
        await Expect(Frame.Locator("#openItems")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task On_a_phone_nothing_is_cut_off()
    {
        await Page.SetViewportSizeAsync(320, 900);
        await OpenAsync(Settings);
        await Frame.FitsAsync();
        await OpenAsync("/wiki/plugins/servlet/ac/markdwell/markdwell-activity");
        await Frame.FitsAsync();
    }

    [Theory]
    [InlineData("/wiki/plugins/servlet/ac/markdwell/markdwell-settings", "Confluence")]
    [InlineData("/wiki/plugins/servlet/ac/markdwell/markdwell-activity", "Confluence")]
    [InlineData("/plugins/servlet/ac/markdwell/markdwell-settings", "Jira")]
    [InlineData("/plugins/servlet/ac/markdwell/markdwell-activity", "Jira")]
    public async Task Who_is_no_admin_sees_one_sentence(string page, string product)
    {
        Watch.Allow("the server responded with a status of 403", "the browser reports every refusal");
        await OpenAsync(page, @as: "bob");
        await Expect(Frame.Body).ToHaveTextAsync($"Only administrators of {product} may see and change how Markdwell works here.");
    }

    private async Task OpenFormAsync(string page)
    {
        await OpenAsync(page);
        await IsReadyAsync(Frame);
    }

    private static Task IsReadyAsync(AppFrame frame) => Expect(frame.Locator("[type=submit].primary")).ToBeEnabledAsync();

    /// <summary>The app keeps settings longer than one story.</summary>
    private async Task ResetAsync()
    {
        foreach (var page in (string[])[Settings, JiraSettings])
        {
            await OpenFormAsync(page);
            await Frame.Locator("#ask-reset").PressAsync("Enter");
            await Frame.Locator("#reset").PressAsync("Enter");
            await Expect(Frame.Locator("#said")).ToHaveTextAsync("All settings are at their defaults.");
        }
    }
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class The_Git_host_has_a_bad_day(Stand stand) : SourceStory(stand)
{
    private ILocator Refresh => Macro().Locator(".refresh");

    [Theory]
    [InlineData("away", "does not answer")]
    [InlineData("500", "does not answer")]
    [InlineData("short", "does not answer")]
    [InlineData("429", "asks Markdwell to wait")]
    [InlineData("401", "wants a token, or does not take the one of your site's connection")]
    [InlineData("404", "does not have this file, or does not show it to Markdwell")]
    [InlineData("garbage", "answers in a way that Markdwell does not understand")]
    [InlineData("sign-in", "answers in a way that Markdwell does not understand")]
    [InlineData("redirect", "sends to another address, where Markdwell does not go")]
    public async Task The_last_good_copy_stays_with_since_when_and_why(string fault, string why)
    {
        Watch.Allow("the server responded with a status of", "the browser reports a picture that does not come");
        var page = await ConnectedAsync();
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        await Sandbox.BreakGitAsync("/api/", fault);

        await RefreshAsync();
        await Expect(Macro().Locator(".trouble")).ToHaveTextAsync(Since(why));
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        await Expect(Refresh).ToBeFocusedAsync();
        await Macro().FitsAsync();
        await OpenAsync(page, @as: "bob");
        await Expect(Macro().Locator(".trouble")).ToHaveTextAsync(Since(why));
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        Assert.False(await PrivateNetworkIsVisitedAsync());

        await Sandbox.MendAsync();
        await IsWellAgainAsync();
    }

    [Theory]
    [InlineData("away", "does not answer")]
    [InlineData("401", "wants a token, or does not take the one of your site's connection")]
    [InlineData("redirect", "sends to another address, where Markdwell does not go")]
    public async Task A_text_that_never_came_is_one_line_and_a_button_that_works_once_the_host_is_back(string fault, string why)
    {
        await Sandbox.BreakGitAsync("/api/", fault);
        await ConnectedAsync();
        await Expect(Macro().Notice).ToHaveTextAsync($"This text cannot be shown: {Host}/acme/secret-plans {why}.");
        await Expect(Refresh).ToHaveTextAsync("Try again");
        await Accessibility.CheckAsync(Page);

        await RefreshAsync();
        await Expect(Macro().Notice).ToContainTextAsync(why);
        await Expect(Refresh).ToBeFocusedAsync();
        Assert.False(await PrivateNetworkIsVisitedAsync());

        await Sandbox.MendAsync();
        await RefreshAsync();
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        await Expect(Macro().Notice).ToHaveCountAsync(0);
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task A_host_that_is_slow_holds_up_nobody_who_has_seen_the_text()
    {
        var page = await ConnectedAsync();
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        await Sandbox.BreakGitAsync("/api/", "delay", delay: 60_000);

        await OpenAsync(page, @as: "bob");
        await Expect(Macro().Article).ToContainTextAsync("xylophone");
        await Expect(Macro().Locator(".trouble")).ToHaveCountAsync(0);
    }

    /// <summary>A page of one macro, which shows a private file, is open.</summary>
    private async Task<string> ConnectedAsync()
    {
        await ConnectAsync();
        var id = await Sandbox.NewPageOfAsync("acme",
            $"""<ac:structured-macro ac:name="markdwell-markdown" ac:macro-id="{Guid.NewGuid()}"><ac:parameter ac:name="address">{Sandbox.Git}/acme/secret-plans/blob/main/plan.md</ac:parameter><ac:plain-text-body><![CDATA[]]></ac:plain-text-body></ac:structured-macro>""");
        await OpenAsync("/wiki/pages/" + id);
        return "/wiki/pages/" + id;
    }

    private System.Text.RegularExpressions.Regex Since(string why) =>
        new($"^As of [-0-9]+ [0-9:]+ UTC\\. Since [-0-9]+ [0-9:]+ UTC: {Host}/acme/secret-plans {why}\\.$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>A host that wanted to be left alone is, for the second that it asked for.</summary>
    private Task IsWellAgainAsync() => Eventually.EqualAsync(0, async () =>
    {
        await RefreshAsync();
        await Expect(Refresh).ToHaveTextAsync("Refresh");
        return await Macro().Locator(".trouble").CountAsync();
    });

    private async Task<bool> PrivateNetworkIsVisitedAsync() => (await Sandbox.GetAsync("state")).GetProperty("privateNetwork").GetProperty("isVisited").GetBoolean();
}

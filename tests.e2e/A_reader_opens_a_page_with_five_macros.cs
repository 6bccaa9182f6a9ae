using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class A_reader_opens_a_page_with_five_macros(Stand stand) : Story(stand)
{
    [Fact]
    public async Task All_five_show_what_was_written()
    {
        await OpenAsync("/wiki/pages/100001", @as: "carol");

        await Expect(Macro(0).Locator("td").Nth(1)).ToHaveTextAsync("Alice");
        await Expect(Macro(0).Locator("pre code").First).ToContainTextAsync("SELECT invoice_id");
        await Expect(Macro(0).Locator("input[type=checkbox]").First).ToBeCheckedAsync();
        await Expect(Macro(1).Locator("h1")).ToHaveTextAsync("minipass");
        await Expect(Macro(2).Locator("h1")).ToHaveTextAsync("minimatch");
        await Expect(Macro(3).Locator("h1")).ToHaveTextAsync("開発環境の準備");
        await Expect(Macro(4).Locator("h1")).ToHaveTextAsync("دليل البدء السريع");
        await Expect(Macro(4).Article).ToHaveCSSAsync("direction", "rtl");
    }

    [Fact]
    public async Task Each_frame_is_as_high_as_its_text()
    {
        await OpenAsync("/wiki/pages/100001", @as: "carol");

        for (var at = 0; at < 5; at++)
        {
            await Macro(at).FitsAsync();
        }
    }

    [Fact]
    public async Task The_app_sets_no_cookie()
    {
        await OpenAsync("/wiki/pages/100001", @as: "carol");
        await Expect(Macro(4).Article).ToBeVisibleAsync();

        Assert.Empty(Watch.Cookies);
        Assert.Empty(await Page.Context.CookiesAsync([Stand.App]));
    }

    [Fact]
    public async Task Nothing_serious_stands_in_anybodys_way()
    {
        await OpenAsync("/wiki/pages/100001", @as: "carol");
        await Expect(Macro(4).Article).ToBeVisibleAsync();

        await Accessibility.CheckAsync(Page);
    }
}

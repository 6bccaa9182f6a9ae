using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Somebody_without_rights_sees_one_sentence(Stand stand) : Story(stand)
{
    private const string Secret = "xylophone";
    private const string NotThisPage = "You may not see this page, so its Markdown is not shown.";

    [Theory]
    [InlineData("/wiki/pages/100003")]
    [InlineData("/browse/ACME-3")]
    public async Task The_site_does_not_even_show_a_frame(string path)
    {
        AllowRefusals();
        await OpenAsync(path, @as: "dave");

        await Expect(Page.Locator("main")).Not.ToBeEmptyAsync();
        await Expect(Page.Locator("iframe")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Secret, await Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dave", null)]
    [InlineData("dave", "preview")]
    [InlineData("anonymous", null)]
    [InlineData("anonymous", "preview")]
    public async Task Not_even_with_an_address_that_names_a_restricted_page(string person, string? outputType)
    {
        AllowRefusals();
        await OpenAsync("/wiki/pages/100004", @as: "dave");

        var frame = await EmbedAsync(await Sandbox.MacroUrlAsync("acme", "100003", person, outputType));

        await Expect(frame.Notice).ToHaveTextAsync(outputType is null ? NotThisPage : "The preview appears here once the page is saved.");
        await SaysNothingElseAsync(frame);
    }

    [Fact]
    public async Task Not_even_after_somebody_with_rights_has_read_it()
    {
        AllowRefusals();
        await OpenAsync("/wiki/pages/100003", @as: "alice");
        await Expect(Macro().Article).ToContainTextAsync(Secret);

        var frame = await EmbedAsync(await Sandbox.MacroUrlAsync("acme", "100003", "dave"));

        await Expect(frame.Notice).ToHaveTextAsync(NotThisPage);
        await SaysNothingElseAsync(frame);
    }

    [Fact]
    public async Task Nor_the_note_of_a_restricted_issue()
    {
        AllowRefusals();
        await OpenAsync("/browse/ACME-1", @as: "dave");

        var signed = await Sandbox.SignAsync("acme/jira", new { module = "markdwell-note", @as = "dave", issue = "ACME-3" });
        var frame = await EmbedAsync(signed.Url);

        await Expect(frame.Notice).ToHaveTextAsync("You may not see this issue, so its note is not shown.");
        await SaysNothingElseAsync(frame);
    }

    [Fact]
    public async Task Without_an_account_the_public_page_can_be_read()
    {
        await OpenAsync("/wiki/pages/100004", @as: "anonymous");

        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
        await Macro().FitsAsync();
    }

    [Fact]
    public async Task Without_an_account_no_other_page_can_be_read()
    {
        AllowRefusals();
        await OpenAsync("/wiki/pages/100004", @as: "anonymous");

        var frame = await EmbedAsync(await Sandbox.MacroUrlAsync("acme", "100001", "anonymous"));

        await Expect(frame.Notice).ToHaveTextAsync(NotThisPage);
    }

    private void AllowRefusals() => Watch.Allow("the server responded with a status of 40", "the browser reports every refusal");

    private static async Task SaysNothingElseAsync(AppFrame frame)
    {
        var document = await frame.DocumentAsync();
        Assert.DoesNotContain(Secret, await document.ContentAsync(), StringComparison.Ordinal);
        await Expect(frame.Locator(".ac-content > :not(.ac-resize-sensor)")).ToHaveCountAsync(1);
    }
}

using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class The_secret_is_changed_while_people_work(Stand stand) : Story(stand)
{
    private const string Tenant = "acme/confluence";

    [Fact]
    public async Task An_open_editor_still_previews_and_saves()
    {
        await OpenAsync("/wiki/pages/100004/edit");
        await Page.Locator(".block").Nth(1).HoverAsync();
        await Page.ClickAsync(".edit-macro");
        await Expect(Dialog().Locator("#preview h1")).ToHaveTextAsync("Roadmap");

        await Sandbox.PostAsync(Tenant + "/rotate");
        await WriteAsync("# After");
        await Expect(Dialog().Locator("#preview h1")).ToHaveTextAsync("After");
        await DialogButton("submit").ClickAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("After");
    }

    [Fact]
    public async Task An_address_from_before_still_opens_and_so_does_one_from_after()
    {
        var before = await Sandbox.MacroUrlAsync("acme", "100004", "alice");
        await Sandbox.PostAsync(Tenant + "/rotate");

        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
        await Expect((await EmbedAsync(before)).Locator("h1")).ToHaveTextAsync("Roadmap");
    }

    [Fact]
    public async Task Uninstalled_it_refuses_and_installed_again_it_shows_the_same()
    {
        Watch.Allow("the server responded with a status of 40", "the browser reports every refusal");
        var before = await Sandbox.MacroUrlAsync("acme", "100004", "alice");
        await OpenAsync("/wiki/pages/100004");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");

        try
        {
            await Sandbox.PostAsync(Tenant + "/uninstall");
            await Expect((await EmbedAsync(before)).Body).ToHaveTextAsync("This view could not be verified. Reload the page to see it.");
        }
        finally
        {
            await Sandbox.PostAsync(Tenant + "/install");
        }

        await Page.ReloadAsync();
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Roadmap");
    }
}

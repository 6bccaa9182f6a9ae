using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class An_admin_connects_a_Git_host(Stand stand) : SourceStory(stand)
{
    private const string Settings = "/wiki/plugins/servlet/ac/markdwell/markdwell-connections";

    private AppFrame Connections => new(Page.Locator(".frame iframe"));

    private ILocator Row => Connections.Locator("li.connection[data-id]");

    [Fact]
    public async Task From_then_on_pages_show_its_files_until_the_connection_is_deleted()
    {
        await OpenAsync(FromGit);
        await Expect(Macro().Notice).ToHaveTextAsync($"This text cannot be shown: your site has no connection that allows {Host}; a Confluence admin can add one.");

        await OpenAsync(Settings);
        await Connections.Locator("#add").ClickAsync();
        await FillAsync("token-of-acme-read");
        await Connections.Locator("#test").ClickAsync();
        await Expect(Connections.Locator("#form-said")).ToContainTextAsync($"It works: {Host} answers and takes the token. It expires on ");
        await Accessibility.CheckAsync(Page);
        await Connections.Locator("[type=submit]").ClickAsync();
        await Expect(Connections.Locator("#said")).ToHaveTextAsync("“Our Git” is saved.");
        await Expect(Connections.Locator("#said")).ToBeFocusedAsync();
        await Row.Locator("[data-action=test]").ClickAsync();
        await Expect(Row.Locator(".said")).ToContainTextAsync("takes the token");
        Assert.DoesNotContain("token-of-", await Connections.Locator("html").InnerHTMLAsync(), StringComparison.Ordinal);

        await OpenAsync(FromGit, @as: "carol");
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Handbook of the billing team");

        await DeleteAsync();
        await OpenAsync(FromGit, @as: "carol");
        await Expect(Macro().Notice).ToHaveTextAsync($"This text cannot be shown: your site has no connection that allows {Host}; a Confluence admin can add one.");
        await Expect(Macro().Article).ToHaveCountAsync(0);
        await Expect(Macro().Body).Not.ToContainTextAsync("billing");
    }

    [Fact]
    public async Task A_token_that_may_write_is_warned_of_and_a_wrong_one_is_told()
    {
        await OpenAsync(Settings);
        await Connections.Locator("#add").ClickAsync();
        await FillAsync("token-of-acme-wide");
        await Connections.Locator("#test").ClickAsync();
        await Expect(Connections.Locator("#form-said")).ToContainTextAsync("It works, but the token may do more than read (admin:org, delete_repo, repo)");
        await Expect(Connections.Locator("#form-said")).ToHaveAttributeAsync("data-kind", "warning");

        await FillAsync("token-of-nobody");
        await Connections.Locator("#test").ClickAsync();
        await Expect(Connections.Locator("#form-said")).ToContainTextAsync($"{Host} does not take the token.");
        await Expect(Row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_is_no_admin_sees_one_sentence()
    {
        await ConnectAsync();
        Watch.Allow("the server responded with a status of 403", "the browser reports every refusal");
        await OpenAsync(Settings, @as: "bob");
        await Expect(Connections.Body).ToHaveTextAsync("Only administrators of Confluence may see and change how Markdwell works here.");
    }

    private async Task FillAsync(string token)
    {
        await Connections.Locator("#host").FillAsync(Host);
        await Connections.Locator("#name").FillAsync("Our Git");
        await Connections.Locator("#token").FillAsync(token);
    }

    private async Task DeleteAsync()
    {
        // Who reads what is written down a little later.
        await Eventually.EqualAsync(true, async () =>
        {
            await OpenAsync(Settings);
            await Row.Locator("[data-action=ask-delete]").ClickAsync();
            return (await Row.Locator(".question").InnerTextAsync()).Contains("Page 100007: ", StringComparison.Ordinal);
        });
        await Expect(Row.Locator(".question")).ToContainTextAsync("This page loses the text that comes from " + Host);
        await Row.Locator("[data-action=keep]").ClickAsync();
        await Expect(Row.Locator(".question")).ToBeHiddenAsync();
        await Row.Locator("[data-action=ask-delete]").ClickAsync();
        await Row.Locator("[data-action=delete]").ClickAsync();
        await Expect(Connections.Locator("#said")).ToHaveTextAsync("The connection is deleted.");
        await Expect(Row).ToHaveCountAsync(0);
    }
}

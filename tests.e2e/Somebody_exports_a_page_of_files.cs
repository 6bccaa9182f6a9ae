using System.Net;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Somebody_exports_a_page_of_files(Stand stand) : SourceStory(stand)
{
    // As Confluence's server fetches them: from elsewhere, without anybody's cookies.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    public static TheoryData<string> Modes { get; } = ["pdf", "word", "email"];

    private ILocator Document => Page.Locator("article.export");

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Texts_of_a_Git_host_are_all_there_with_their_pictures(string mode)
    {
        Watch.Allow("/pictures/", "the README shows pictures that are missing, too large, hostile and none at all");
        await ConnectAsync();
        await ExportAsync("100007", mode);

        await Expect(Document.Locator("h1", new() { HasText = "Handbook of the billing team" })).ToBeVisibleAsync();
        await Expect(Document).ToContainTextAsync("a cup of tea");
        await Expect(Document).ToContainTextAsync("xylophone");
        await Expect(Document).ToContainTextAsync("README.md @ ");
        await Expect(Document).ToContainTextAsync("no connection that allows git.example.com");
        Assert.Equal((8, 4), await PicturesAsync());
    }

    [Fact]
    public async Task Attachments_are_there_with_their_pictures()
    {
        await ExportAsync("100008", "pdf");

        await Expect(Document.Locator("h1", new() { HasText = "Guide" })).ToBeVisibleAsync();
        await Expect(Document.Locator("h2", new() { HasText = "Written here" })).ToBeVisibleAsync();
        await Expect(Document).ToContainTextAsync("guide.md · version 1");
        Assert.Equal((2, 0), await PicturesAsync());
    }

    [Fact]
    public async Task While_the_host_is_away_the_last_good_copy_is_exported_and_says_so()
    {
        await ConnectAsync();
        await OpenAsync(FromGit);
        await Expect(Macro().Locator("h1")).ToHaveTextAsync("Handbook of the billing team");
        Watch.Allow("the server responded with a status of", "the browser reports every picture that is refused");
        await Sandbox.BreakGitAsync("/api/", "away");
        await RefreshAsync();
        await Expect(Macro().Locator(".trouble")).ToBeVisibleAsync();

        await ExportAsync("100007", "pdf");
        await Expect(Document.Locator("h1", new() { HasText = "Handbook of the billing team" })).ToBeVisibleAsync();
        await Expect(Document).ToContainTextAsync($"{Host}/acme/handbook does not answer.");
    }

    private async Task ExportAsync(string page, string mode)
    {
        Watch.Allow("ERR_BLOCKED_BY_RESPONSE.NotSameOrigin", "they are for Confluence's server; a browser lets no page of another site have them");
        await Page.GotoAsync($"{Sandbox.Acme}/wiki/pages/{page}/export?mode={mode}&as=alice");
        await Expect(Document).ToHaveAttributeAsync("data-mode", mode);
        await Expect(Document.Locator(".notice")).ToHaveCountAsync(0);
        await Expect(Document.Locator("script, iframe, style, form")).ToHaveCountAsync(0);
    }

    /// <returns>How many of the export's pictures come from our server, and how many do not come.</returns>
    private async Task<(int Good, int Refused)> PicturesAsync()
    {
        var addresses = await Document.Locator("img").EvaluateAllAsync<string[]>("all => all.map(picture => picture.getAttribute('src'))");
        var statuses = new List<HttpStatusCode>();
        foreach (var address in addresses)
        {
            Assert.StartsWith(Stand.App + "/pictures/", address, StringComparison.Ordinal);
            using var answer = await Http.GetAsync(address, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
            Assert.True(answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType!.MediaType!.StartsWith("image/", StringComparison.Ordinal));
        }

        return (statuses.Count(status => status == HttpStatusCode.OK), statuses.Count(status => status != HttpStatusCode.OK));
    }
}

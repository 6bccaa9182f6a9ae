using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Sources;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>The button that asks a file's host anew.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private SourceStand stand = null!;
    private AcmeConfluence confluence = null!;

    public async ValueTask InitializeAsync()
    {
        stand = await SourceStand.CreateAsync();
        await stand.ConnectAsync(stand.Acme);
        stand.Holds(SourceStand.Commit1, "# One");
        confluence = new(stand.App);
        confluence.Permits(People.Carol, "read");
        confluence.HasPage(7, Stored("", parameters: $"""<ac:parameter ac:name="address">{SourceStand.Address}</ac:parameter>"""));
    }

    public ValueTask DisposeAsync()
    {
        stand.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_newer_text_is_there_at_once()
    {
        await confluence.ShowsAsync(Macro(7), People.Carol);
        stand.Holds(SourceStand.Commit2, "# Two");

        var (status, html) = await RefreshAsync(People.Carol);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(">Two<", html, StringComparison.Ordinal);
        Assert.Contains(SourceStand.Commit2[..7], html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_page_has_nobody_asked()
    {
        var (status, html) = await RefreshAsync(People.Bob);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.DoesNotContain(">One<", html, StringComparison.Ordinal);
        Assert.Equal(0, stand.App.Internet.Count("/commits"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("../1001")]
    public async Task The_page_is_the_tokens_whatever_the_address_names(string? pageId)
    {
        var (status, _) = await RefreshAsync(People.Carol, pageId);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(0, stand.App.Internet.Count("/commits"));
    }

    [Fact]
    public async Task Globex_gets_nothing_of_Acmes()
    {
        await confluence.ShowsAsync(Macro(7), People.Carol);

        var (_, html) = await RefreshAsync(People.Carol, site: stand.App.Globex);

        Assert.DoesNotContain(">One<", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_a_hundred_times_sees_the_copy_and_leaves_the_host_alone()
    {
        for (var press = 0; press < 100; press++)
        {
            var (_, html) = await RefreshAsync(People.Carol);
            Assert.Contains(">One<", html, StringComparison.Ordinal);
        }

        Assert.InRange(stand.App.Internet.Count("/commits"), 10, 50);
    }

    private async Task<(HttpStatusCode Status, string Html)> RefreshAsync(string accountId, string? pageId = "1001", Site? site = null)
    {
        var asking = site ?? stand.App.Acme;
        var claims = TestToken.Claims(asking.ClientKey, "context-qsh", stand.App.Now, accountId);
        if (pageId is not null)
        {
            claims["context"] = new JsonObject { ["confluence"] = new JsonObject { ["content"] = new JsonObject { ["id"] = pageId } } };
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/macros/refresh?pageId=1001&pageVersion=7&macroId={MacroId}")
        {
            Headers = { Authorization = new("JWT", TestToken.Hs256(claims, asking.Secret)) },
        };
        using var response = await stand.App.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}

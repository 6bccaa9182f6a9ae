using System.Net;
using System.Text.Json.Nodes;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What frames say of their height, and whom it reaches.</summary>
public sealed class HeightTests : MacroTest
{
    private const string Known = "data-heights=\"760:512\"";

    [Fact]
    public async Task The_next_reader_of_the_same_text_is_told_the_height()
    {
        var content = await ReadAsync();

        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync(App.Acme, "1001", content));

        Assert.Contains(Known, await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
        Confluence.HasBody(8, "# Another");
        Assert.DoesNotContain("760", await Confluence.ShowsAsync(Macro(8), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_cannot_tell_the_height_of_acmes_macro()
    {
        var content = await ReadAsync();
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");

        Assert.Equal(HttpStatusCode.NotFound, await ReportAsync(App.Globex, "1001", content));

        Assert.DoesNotContain(Known, await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_the_tokens_and_the_macro_has_to_be_one_of_it()
    {
        var content = await ReadAsync();
        App.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1002/permission/check", """{"hasPermission":true}""");

        Assert.Equal(HttpStatusCode.NotFound, await ReportAsync(App.Acme, "1002", content));
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(App.Acme, null, content));
        Assert.Equal(HttpStatusCode.NotFound, await ReportAsync(App.Acme, "1001", content, accountId: People.Bob));
    }

    [Theory]
    [InlineData(99, 512)]
    [InlineData(10_001, 512)]
    [InlineData(760, 0)]
    [InlineData(760, 100_001)]
    public async Task Numbers_that_no_frame_has_are_refused(int width, int height) =>
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(App.Acme, "1001", await ReadAsync(), width, height));

    [Theory]
    [InlineData("\"><script>")]
    [InlineData("ABCDEF0123456789")]
    [InlineData("")]
    public async Task A_content_that_is_none_is_refused(string content) =>
        Assert.Equal(HttpStatusCode.BadRequest, await ReportAsync(App.Acme, "1001", content));

    /// <summary>Carol reads the page; gives the name of what she was shown.</summary>
    private async Task<string> ReadAsync()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# Hello {{heights}}");
        var page = await Confluence.ShowsAsync(Macro(7), People.Carol);
        Assert.Contains("data-heights=\"\"", page, StringComparison.Ordinal);
        return page.Split("data-content=\"")[1][..16];
    }

    private async Task<HttpStatusCode> ReportAsync(Site site, string? pageId, string content, int width = 760, int height = 512, string accountId = People.Carol)
    {
        var claims = TestToken.Claims(site.ClientKey, "context-qsh", App.Now, accountId);
        if (pageId is not null)
        {
            claims["context"] = new JsonObject { ["confluence"] = new JsonObject { ["content"] = new JsonObject { ["id"] = pageId } } };
        }

        var body = new JsonObject { ["macroId"] = MacroId, ["pageVersion"] = 7, ["content"] = content, ["width"] = width, ["height"] = height };
        using var request = site.Post("/macros/height", body.ToJsonString(), TestToken.Hs256(claims, site.Secret));
        using var response = await App.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}

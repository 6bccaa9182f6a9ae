using System.Net;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Markdown.Export;
using Microsoft.EntityFrameworkCore;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What Confluence's server gets for a PDF, a Word file or a mail, and for whom.</summary>
public sealed class ExportPageTests : MacroTest
{
    private const string Text = "# Hello\n\n| a |\n|-|\n| *b* |\n\n```js\nif (a < b) {}\n```\n\n<script>alert(1)</script>\n";

    [Fact]
    public async Task An_export_is_storage_format_that_nobody_may_cache()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, Text);

        using var response = await App.OpenAsync(App.Acme, Export(7), People.Carol);
        var storage = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(StorageOracle.Objection(storage));
        Assert.Contains("<h1>Hello</h1>", storage, StringComparison.Ordinal);
        Assert.Contains("<pre>if (a &lt; b) {}", storage, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", storage, StringComparison.OrdinalIgnoreCase);
        Assert.True(response.Headers.CacheControl is { NoCache: true, NoStore: true });
    }

    [Fact]
    public async Task Somebody_without_the_right_gets_one_sentence_and_nothing_of_the_text()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, "# The secret");
        Assert.Contains("secret", await Confluence.ShowsAsync(Export(7), People.Carol), StringComparison.Ordinal);

        using var response = await App.OpenAsync(App.Acme, Export(7), People.Bob);
        var storage = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("You may not see this page", storage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", storage, StringComparison.Ordinal);
        Assert.Null(StorageOracle.Objection(storage));
    }

    [Fact]
    public async Task Without_an_account_only_what_everybody_may_see_is_exported()
    {
        App.Internet.OnJson("GET", PageUrl(), PageJson("1001", Stored("# Public")));
        Assert.Contains("Public", await Confluence.ShowsAsync(Export(7), accountId: null), StringComparison.Ordinal);

        App.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1002", "{}", HttpStatusCode.NotFound);
        using var refused = await App.OpenAsync(App.Acme, Export(7, pageId: "1002"), accountId: null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Globex_cannot_export_acmes_page_nor_a_copy_that_is_kept_of_it()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(7, "# Acme's secret");
        await ReadAndStoreAsync(7);
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        IsAway(PageUrl().Replace("acme", "globex", StringComparison.Ordinal));

        using var response = await App.OpenAsync(App.Globex, Export(8));
        var storage = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("did not give out this text", storage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", storage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task When_the_source_is_away_the_last_good_copy_is_exported_with_its_date(HttpStatusCode status)
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(3, "# Older");
        Confluence.HasBody(5, "# Newer");
        await ReadAndStoreAsync(3);
        await ReadAndStoreAsync(5);
        var date = App.Now.UtcDateTime;
        IsAway(PageUrl(), status);

        var storage = await Confluence.ShowsAsync(Export(7), People.Alice);

        Assert.Contains($"As of {date:yyyy-MM-dd} (version 5)", storage, StringComparison.Ordinal);
        Assert.Contains("<h1>Newer</h1>", storage, StringComparison.Ordinal);
        Assert.Null(StorageOracle.Objection(storage));
    }

    [Fact]
    public async Task A_later_version_is_no_last_good_copy()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(8, "# Later");
        await ReadAndStoreAsync(8);
        IsAway(PageUrl());

        Assert.Contains("did not give out this text", await Confluence.ShowsAsync(Export(7), People.Alice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_source_does_not_make_confluence_hang_up()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(3, "# Older");
        await ReadAndStoreAsync(3);
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        App.Internet.On("GET", PageUrl(), _ => answer.Task);

        Assert.Contains("<h1>Older</h1>", await Confluence.ShowsAsync(Export(7), People.Alice), StringComparison.Ordinal);
        answer.SetResult(Internet.Json(PageJson("1001", Stored("# Late"))));
    }

    [Fact]
    public async Task When_nobody_says_who_may_see_it_even_a_copy_stays_here()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(3, "# Older");
        await ReadAndStoreAsync(3);
        IsAway($"{Wiki}/rest/api/content/1001/permission/check", method: "POST");

        var storage = await Confluence.ShowsAsync(Export(7), People.Bob);

        Assert.Contains("did not say whether you may see", storage, StringComparison.Ordinal);
        Assert.DoesNotContain("Older", storage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_one_line()
    {
        Confluence.Permits(People.Alice, "read");
        Confluence.HasBody(7, new string('a', 300 * 1024));

        var storage = await Confluence.ShowsAsync(Export(7), People.Alice);

        Assert.Contains("300 KB; up to 256 KB", storage, StringComparison.Ordinal);
        Assert.Null(StorageOracle.Objection(storage));
    }

    [Fact]
    public async Task An_address_that_is_not_complete_is_refused_and_asks_nobody()
    {
        using var response = await App.OpenAsync(App.Acme, "/macros/export?pageId=..%2F..&pageVersion=7&macroId=x");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host == "acme.atlassian.net");
    }

    private static string Export(int version, string pageId = "1001") => Macro(version, pageId).Replace("/macros/markdown", "/macros/export", StringComparison.Ordinal);

    /// <summary>For a minute, which nobody waits for.</summary>
    private void IsAway(string url, HttpStatusCode status = HttpStatusCode.ServiceUnavailable, string method = "GET") => App.Internet.On(method, url, _ =>
    {
        var response = Internet.Json("{}", status);
        response.Headers.RetryAfter = new(TimeSpan.FromMinutes(1));
        return response;
    });

    private async Task ReadAndStoreAsync(int version)
    {
        await Confluence.ShowsAsync(Export(version), People.Alice);
        await App.UntilAsync(db => db.CachedTexts.AnyAsync(text => text.PageVersion == version, Cancel));
    }
}

using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.AcmeConfluence;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Macros;

/// <summary>What is said when there is nothing to show.</summary>
public sealed class MacroTroubleTests : MacroTest
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"body":null}""")]
    public async Task An_answer_without_a_body_is_not_kept(string answer)
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasNoPage();
        App.Internet.OnJson("GET", BodyUrl(7), answer);
        Assert.Contains("does not understand", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);

        Confluence.HasBody(7, "# Back");
        Assert.Contains("Back</h1>", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?pageVersion=7")]
    [InlineData("?pageId=1001&pageVersion=3.0&macroId=x")]
    [InlineData("?pageId=1001&pageVersion=99999999999&macroId=x")]
    [InlineData("?pageId=..%2F..%2Frest&pageVersion=7&macroId=x")]
    [InlineData("?pageId=1001&pageVersion=7&macroId=%2E%2E%2F1")]
    [InlineData("?pageId=1001&pageVersion=-1&macroId=x")]
    [InlineData("?pageId=1001%3Fx&pageVersion=1&macroId=x")]
    public async Task An_address_that_is_not_complete_is_refused_and_asks_nobody(string query)
    {
        using var response = await App.OpenAsync(App.Acme, "/macros/markdown" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(App.Internet.Calls, call => call.Uri.Host == "acme.atlassian.net");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "does not find this macro")]
    [InlineData(HttpStatusCode.Unauthorized, "reinstall the app")]
    [InlineData(HttpStatusCode.Redirect, "does not understand")]
    [InlineData(HttpStatusCode.OK, "does not understand")]
    public async Task What_confluence_cannot_give_is_said_in_one_line(HttpStatusCode status, string sentence)
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasNoPage();
        App.Internet.OnJson("GET", BodyUrl(7), "garbage", status);

        Assert.Contains(sentence, await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_macro_without_an_id_is_found_in_the_page()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasStorage("""<p>x</p><ac:structured-macro ac:name="markdwell-markdown"><ac:plain-text-body><![CDATA[# Old]]></ac:plain-text-body></ac:structured-macro>""");

        Assert.Contains("Old</h1>", await Confluence.ShowsAsync("/macros/markdown?pageId=1001&pageVersion=7&macroId=", People.Carol), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?outputType=preview")]
    [InlineData("?pageId=&pageVersion=&macroId=&outputType=preview")]
    public async Task The_preview_of_a_page_that_was_never_saved_is_a_hint(string query) =>
        Assert.Contains("once the page is saved", await Confluence.ShowsAsync("/macros/markdown" + query, People.Bob), StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_is_too_long_names_its_size()
    {
        Confluence.Permits(People.Carol, "read");
        Confluence.HasBody(7, new string('a', 300 * 1024));

        Assert.Contains("300 KB; up to 256 KB", await Confluence.ShowsAsync(Macro(7), People.Carol), StringComparison.Ordinal);
    }
}

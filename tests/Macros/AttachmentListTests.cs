using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Macros;

/// <summary>The files that an author may choose from.</summary>
public sealed class AttachmentListTests : EditorTest
{
    private const string Files = "/wiki/api/v2/pages/1001/attachments";

    [Fact]
    public async Task Texts_come_first()
    {
        Confluence.Permits(People.Alice, "update");
        App.Internet.OnJson("GET", "https://acme.atlassian.net" + Files, """
            {"results":[
              {"id":"att1","title":"logo.png","mediaType":"image/png","version":{"number":1}},
              {"id":"att2","title":"setup.md","mediaType":"application/octet-stream","version":{"number":3}},
              {"id":"att3","title":"notes <1>","mediaType":"text/plain","version":{"number":2}}]}
            """);

        var list = await AttachmentsAsync();

        Assert.Contains("""<option value="notes &lt;1&gt;">""", list, StringComparison.Ordinal);
        Assert.InRange(list.IndexOf("setup.md", StringComparison.Ordinal), 0, list.IndexOf("Other files", StringComparison.Ordinal));
        Assert.True(list.IndexOf("logo.png", StringComparison.Ordinal) > list.IndexOf("Other files", StringComparison.Ordinal));
        Assert.Contains("setup.md · version 3", System.Net.WebUtility.HtmlDecode(list), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"results":[]}""")]
    [InlineData("{}")]
    [InlineData("""{"results":[{"id":"att1"}]}""")]
    public async Task A_page_without_files_says_what_to_do(string answer)
    {
        Confluence.Permits(People.Alice, "update");
        App.Internet.OnJson("GET", "https://acme.atlassian.net" + Files, answer);

        Assert.Contains("This page has no files yet.", await AttachmentsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_read_the_page_is_told_of_no_file()
    {
        Confluence.Permits(People.Alice, "read");

        Assert.Contains("You may not edit this page, so its files are not listed.", await AttachmentsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, App.Internet.Count("/attachments"));
    }

    [Fact]
    public async Task A_page_that_was_never_saved_has_none() =>
        Assert.Contains("Save the page first", await AttachmentsAsync(pageId: null), StringComparison.Ordinal);

    [Fact]
    public async Task A_Confluence_that_refuses_is_one_sentence()
    {
        Confluence.Permits(People.Alice, "update");
        App.Internet.On("GET", "https://acme.atlassian.net" + Files, _ => new(System.Net.HttpStatusCode.Forbidden));

        Assert.Contains("Confluence did not list the attachments of this page.", await AttachmentsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_is_told_of_no_file_of_Acmes_page()
    {
        Confluence.Permits(People.Alice, "update");
        App.Internet.OnJson("GET", "https://acme.atlassian.net" + Files, """{"results":[{"id":"a","title":"secret.md","version":{"number":1}}]}""");
        App.Internet.OnJson("POST", "https://globex.atlassian.net/wiki/rest/api/content/1001/permission/check", """{"hasPermission":false}""");

        Assert.DoesNotContain("secret", await AttachmentsAsync(App.Globex), StringComparison.Ordinal);
    }
}

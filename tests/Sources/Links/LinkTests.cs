using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Links;

namespace Markdwell.Tests.Sources.Links;

/// <summary>Texts that come from a URL, and texts of a page.</summary>
public sealed class LinkTests
{
    private const string Site = "https://acme.atlassian.net/wiki";

    private static readonly WebLinks Web = new(new WebBase(3, new Uri("https://docs.example.com/guide/intro.md?x=1")));
    private static readonly PageLinks Page = new(new AttachmentBase("1001"), Site);

    [Theory]
    [InlineData("setup.md", "https://docs.example.com/guide/setup.md")]
    [InlineData("../a b.md#c", "https://docs.example.com/a%20b.md#c")]
    [InlineData("/a?b=1", "https://docs.example.com/a?b=1")]
    [InlineData("../../../../a", "https://docs.example.com/a")]
    [InlineData("?y=2", "https://docs.example.com/guide/intro.md?y=2")]
    public void A_link_in_a_text_from_a_url_is_resolved_as_browsers_do(string url, string expected) => Assert.Equal(expected, Web.Link(url));

    [Theory]
    [InlineData("a.png", "/guide/a.png")]
    [InlineData("/img/a.png?v=2", "/img/a.png?v=2")]
    [InlineData("https://docs.example.com/b.png", "/b.png")]
    [InlineData("https://docs.example.com:8443/b.png", null)]
    [InlineData("http://docs.example.com/b.png", null)]
    [InlineData("https://docs.example.com.evil.com/b.png", null)]
    [InlineData("https://docs.example.com@evil.com/b.png", null)]
    [InlineData("https://img.shields.io/badge", null)]
    public void Only_pictures_of_the_texts_own_host_come_through_us(string url, string? path)
    {
        var picture = Web.Picture(url);

        Assert.Equal(path, picture?.Path);
        Assert.True(picture is null || picture.Origin == new WebBase(3, new Uri("https://docs.example.com/")));
    }

    [Theory]
    [InlineData("plan.pdf", "/download/attachments/1001/plan.pdf")]
    [InlineData("./my%20plan.pdf#page=2", "/download/attachments/1001/my%20plan.pdf#page=2")]
    [InlineData("größe.pdf?x=1", "/download/attachments/1001/gr%C3%B6%C3%9Fe.pdf")]
    [InlineData("a%2Fb.pdf", null)]
    [InlineData("a/b.pdf", null)]
    [InlineData("../1002/plan.pdf", null)]
    [InlineData("/admin", null)]
    [InlineData("?x", null)]
    [InlineData(".", null)]
    public void A_link_in_a_pages_text_names_an_attachment(string url, string? path)
    {
        Assert.Equal(path is null ? null : Site + path, Page.Link(url));
        Assert.Equal(path is null, Page.Picture(url) is null);
    }

    [Fact]
    public void A_picture_in_a_pages_text_is_an_attachment() => Assert.Equal(new PictureFile(new AttachmentBase("1001"), "my plan.png"), Page.Picture("my%20plan.png"));
}

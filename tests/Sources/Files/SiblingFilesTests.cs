using System.Net;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Sources.Files;

/// <summary>What lies beside a text: pictures.</summary>
public sealed class SiblingFilesTests
{
    private const string Picture = "https://api.github.com/repos/acme/docs/contents/img/a%20b.png";

    [Fact]
    public async Task A_picture_is_read_at_the_commit_of_its_text()
    {
        using var stand = await SourceStand.CreateAsync();
        var origin = await GitAsync(stand);
        stand.App.Internet.On("GET", Picture, _ => Bytes());

        var picture = await ReadAsync(stand, origin, "img/a b.png");

        Assert.Equal((FetchOutcome.Ok, "image/png"), (picture.Outcome, picture.MediaType));
        Assert.Equal($"?ref={SourceStand.Commit1}", stand.App.Internet.Calls.Last().Uri.Query);
    }

    [Theory]
    [InlineData("../secrets/a.png")]
    [InlineData("img/../../a.png")]
    [InlineData("img\\..\\a.png")]
    [InlineData("img/\0a.png")]
    [InlineData("")]
    public async Task A_path_that_climbs_is_refused(string path)
    {
        using var stand = await SourceStand.CreateAsync();
        var origin = await GitAsync(stand);
        await stand.ConnectAsync(stand.Acme, HostKind.Web, "files.example.com");

        Assert.Equal(FetchOutcome.WrongAddress, (await ReadAsync(stand, origin, path)).Outcome);
        Assert.Equal(FetchOutcome.WrongAddress, (await ReadAsync(stand, new WebBase(2, new("https://files.example.com/docs/a.md")), path)).Outcome);
        Assert.Equal(0, stand.App.Internet.Count("api.github.com"));
    }

    [Fact]
    public async Task What_the_connection_does_not_allow_any_more_is_refused()
    {
        using var stand = await SourceStand.CreateAsync();
        var origin = await GitAsync(stand);
        await stand.ChangeAsync(async db => (await db.Connections.SingleAsync(MarkdwellApp.Cancel)).Repositories = "acme/other");

        Assert.Equal(FetchOutcome.NotAllowed, (await ReadAsync(stand, origin, "a.png")).Outcome);
        await stand.ChangeAsync(async db => db.Remove(await db.Connections.SingleAsync(MarkdwellApp.Cancel)));
        Assert.Equal(FetchOutcome.NotAllowed, (await ReadAsync(stand, origin, "a.png")).Outcome);
    }

    [Fact]
    public async Task Globex_reads_nothing_by_a_connection_of_Acmes()
    {
        using var stand = await SourceStand.CreateAsync();
        var origin = await GitAsync(stand);

        Assert.Equal(FetchOutcome.NotAllowed, (await stand.Files.ReadAsync(stand.Globex, origin, "a.png", 1000, MarkdwellApp.Cancel)).Outcome);
    }

    [Theory]
    [InlineData("/img/a.png", FetchOutcome.Ok)]
    [InlineData("//evil.example/img/a.png", FetchOutcome.WrongAddress)]
    [InlineData("https://evil.example/img/a.png", FetchOutcome.WrongAddress)]
    [InlineData("http://files.example.com/img/a.png", FetchOutcome.WrongAddress)]
    public async Task A_picture_beside_a_URL_is_on_the_same_host(string path, FetchOutcome outcome)
    {
        using var stand = await SourceStand.CreateAsync();
        var connection = await stand.ConnectAsync(stand.Acme, HostKind.Web, "files.example.com");
        stand.App.Internet.On("GET", "https://files.example.com/img/a.png", _ => Bytes());

        Assert.Equal(outcome, (await ReadAsync(stand, new WebBase(connection.Id, new("https://files.example.com/docs/a.md")), path)).Outcome);
    }

    [Fact]
    public async Task A_picture_beside_an_attachment_is_an_attachment()
    {
        using var stand = await SourceStand.CreateAsync();
        stand.App.Internet.OnJson("GET", $"{AcmeConfluence.Wiki}/api/v2/pages/1001/attachments", """{"results":[{"id":"att9","title":"a.png","mediaType":"image/png","fileSize":3,"version":{"number":1} }]}""");
        stand.App.Internet.On("GET", $"{AcmeConfluence.Wiki}/rest/api/content/1001/child/attachment/att9/download", _ => Bytes());

        var picture = await ReadAsync(stand, new AttachmentBase("1001"), "a.png");

        Assert.Equal((FetchOutcome.Ok, "image/png", 3), (picture.Outcome, picture.MediaType, picture.Body.Length));
    }

    private static HttpResponseMessage Bytes() => new(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png") } } };

    private static async Task<GitBase> GitAsync(SourceStand stand)
    {
        var connection = await stand.ConnectAsync(stand.Acme);
        return new(new(connection.Id, HostKind.GitHub, "github.com", "acme/docs", "main", "setup.md"), SourceStand.Commit1);
    }

    private static Task<FetchResponse> ReadAsync(SourceStand stand, LinkBase origin, string path) => stand.Files.ReadAsync(stand.Acme, origin, path, 1000, MarkdwellApp.Cancel);
}

using System.Net;
using System.Text;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Sources.Files;

/// <summary>Attachments of the macro's page.</summary>
public sealed class AttachmentTests
{
    private const string List = $"{AcmeConfluence.Wiki}/api/v2/pages/1001/attachments";
    private const string BlogList = $"{AcmeConfluence.Wiki}/api/v2/blogposts/1001/attachments";
    private const string Download = $"{AcmeConfluence.Wiki}/rest/api/content/1001/child/attachment/att7/download";
    private const string Media = "https://api.media.atlassian.com/file/0f/binary";

    [Fact]
    public async Task A_new_version_is_seen_on_the_next_view_and_an_old_one_is_read_once()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "# One");
        Assert.Equal("# One", (await FindAsync(stand)).Copy!.Text.Text);
        await FindAsync(stand);
        Assert.Equal(1, stand.App.Internet.Count("/download"));

        Holds(stand, 2, "# Two");

        var file = await FindAsync(stand);
        Assert.Equal(("# Two", "2", "notes.md"), (file.Copy!.Text.Text, file.Copy.Provenance.Revision, file.Copy.Provenance.Name));
        Assert.Equal(new AttachmentBase("1001"), file.Copy.Provenance.Base);
        Assert.Contains("filename=notes.md", stand.App.Internet.Calls.First(call => call.Uri.AbsolutePath.EndsWith("/attachments", StringComparison.Ordinal)).Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_stored_anew_under_its_old_name_is_another_one()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "# One");
        await FindAsync(stand);
        Holds(stand, 1, "# Anew", id: "att8");

        Assert.Equal("# Anew", (await FindAsync(stand)).Copy!.Text.Text);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, FetchOutcome.NotFound)]
    [InlineData(HttpStatusCode.NotFound, FetchOutcome.NotFound)]
    [InlineData(HttpStatusCode.Forbidden, FetchOutcome.Forbidden)]
    public async Task The_last_copy_of_an_attachment_that_is_gone_stays(HttpStatusCode status, FetchOutcome outcome)
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "# One");
        await FindAsync(stand);
        stand.App.Internet.OnJson("GET", List, """{"results":[]}""", status);
        stand.App.Internet.OnJson("GET", BlogList, "{}", HttpStatusCode.NotFound);

        var file = await FindAsync(stand);

        Assert.Equal((outcome, "# One"), (file.Outcome, file.Copy!.Text.Text));
        Assert.NotNull(file.FailingSince);
        Holds(stand, 2, "# Back");
        Assert.Equal("# Back", (await FindAsync(stand)).Copy!.Text.Text);
    }

    [Fact]
    public async Task A_redirect_to_the_media_host_is_followed_without_our_signature()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "");
        stand.App.Internet.On("GET", Download, _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new(Media + "?token=ticket") } });
        stand.App.Internet.On("GET", Media, _ => new HttpResponseMessage { Content = new StringContent("# Media", Encoding.UTF8, "text/plain") });

        Assert.Equal("# Media", (await FindAsync(stand)).Copy!.Text.Text);
        Assert.Null(stand.App.Internet.Calls.Single(call => call.Uri.Host == "api.media.atlassian.com").Authorization);
    }

    [Fact]
    public async Task A_redirect_to_any_other_host_is_not_followed()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "");
        stand.App.Internet.On("GET", Download, _ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new("https://evil.example/") } });

        Assert.Equal(FetchOutcome.NotAllowed, (await FindAsync(stand)).Outcome);
        Assert.Equal(0, stand.App.Internet.Count("evil.example"));
    }

    [Fact]
    public async Task Blog_posts_have_attachments_too()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "# Post");
        stand.App.Internet.OnJson("GET", List, "{}", HttpStatusCode.NotFound);
        stand.App.Internet.OnJson("GET", BlogList, Json("att7", 1));

        Assert.Equal("# Post", (await FindAsync(stand)).Copy!.Text.Text);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"results\":7}")]
    [InlineData("{\"results\":[{\"title\":\"notes.md\"}]}")]
    [InlineData("{\"results\":[{\"title\":\"notes.md\",\"id\":\"att7\",\"version\":null}]}")]
    public async Task An_answer_that_Confluence_does_not_promise_is_malformed(string json)
    {
        using var stand = await SourceStand.CreateAsync();
        stand.App.Internet.OnJson("GET", List, json);

        Assert.Equal(FetchOutcome.Malformed, (await FindAsync(stand)).Outcome);
    }

    [Fact]
    public async Task A_large_attachment_is_not_read_at_all()
    {
        using var stand = await SourceStand.CreateAsync();
        stand.App.Internet.OnJson("GET", List, Json("att7", 1, size: 300_000));

        Assert.Equal(FetchOutcome.TooLarge, (await FindAsync(stand)).Outcome);
    }

    [Fact]
    public async Task Globex_asks_its_own_site_for_a_page_of_the_same_number()
    {
        using var stand = await SourceStand.CreateAsync();
        Holds(stand, 1, "# One");
        await FindAsync(stand);
        stand.App.Internet.OnJson("GET", List.Replace("acme", "globex", StringComparison.Ordinal), """{"results":[]}""");

        var file = await FindAsync(stand, stand.Globex);

        Assert.Equal((FetchOutcome.NotFound, null), (file.Outcome, file.Copy));
    }

    private static Task<SourceFile> FindAsync(SourceStand stand, Tenant? tenant = null) =>
        stand.Files.FindAsync(tenant ?? stand.Acme, "1001", MacroSource.Of(null, "notes.md", null)!, askNow: false, MarkdwellApp.Cancel);

    private static void Holds(SourceStand stand, int version, string text, string id = "att7")
    {
        stand.App.Internet.OnJson("GET", List, Json(id, version));
        stand.App.Internet.On("GET", Download.Replace("att7", id, StringComparison.Ordinal), _ => new HttpResponseMessage { Content = new StringContent(text, Encoding.UTF8, "text/plain") });
    }

    private static string Json(string id, int version, int size = 7) => JsonSerializer.Serialize(new
    {
        results = new[]
        {
            new { id, status = "current", title = "notes.md", pageId = "1001", mediaType = "text/markdown", fileSize = size, version = new { number = version, createdAt = "2026-11-20T08:00:00.000Z" } },
        },
    });
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Markdwell.Tests.E2E.Hosting;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: two processes on one database and one Redis, asked in turns by people who do not know of them.</summary>
public sealed partial class Two_instances_behave_as_one : IAsyncLifetime
{
    private const string Acme = "acme/confluence";
    private const string Page = "100004";
    private const string Words = "Roadmap";

    // Without Redis it would take five seconds and thirty.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private RedisServer redis = null!;
    private Cluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        cluster = await Cluster.StartAsync("SQLite", processes: 2, new Dictionary<string, string>(StringComparer.Ordinal) { ["ConnectionStrings__Redis"] = redis.Address });
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await cluster.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Settings_saved_on_one_show_on_the_other()
    {
        var page = await cluster.Sandbox.NewPageAsync("acme", "Press <kbd>Ctrl</kbd>");
        await IsShownAsync(0, page, "<kbd>Ctrl</kbd>");
        await IsShownAsync(1, page, "<kbd>Ctrl</kbd>");

        await SaveAsync(0, version: 0, html: false);
        await IsShownAsync(1, page, "&lt;kbd&gt;");

        await SaveAsync(1, version: 1, html: true);
        await IsShownAsync(0, page, "<kbd>Ctrl</kbd>");
    }

    [Fact]
    public async Task Uninstalled_on_one_it_refuses_on_the_other()
    {
        await IsShownAsync(1, Page, Words);
        var before = await UrlAsync(1, Page);

        await cluster.Sandbox.PostAsync(Acme + "/uninstall");

        await Eventually.EqualAsync(HttpStatusCode.Unauthorized, () => StatusAsync(before), AtOnce);
        await cluster.Sandbox.PostAsync(Acme + "/install");
        await IsShownAsync(1, Page, Words);
    }

    [Fact]
    public async Task A_secret_that_one_was_told_the_other_takes()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await IsShownAsync(1, Page, Words);
            await cluster.Sandbox.PostAsync(Acme + "/rotate");
        }

        await IsShownAsync(0, Page, Words);
        await IsShownAsync(1, Page, Words);
    }

    [Fact]
    public async Task Of_Acmes_page_Globex_gets_nothing_from_either()
    {
        await cluster.Sandbox.PostAsync("globex/confluence/install");
        await IsShownAsync(0, Page, Words);
        await IsShownAsync(1, Page, Words);
        var stolen = HttpUtility.ParseQueryString(new Uri(await cluster.Sandbox.MacroUrlAsync("globex", "200001", "alice")).Query)["jwt"];

        for (var process = 0; process < 2; process++)
        {
            var url = await UrlAsync(process, Page);
            var asked = url.Replace(HttpUtility.ParseQueryString(new Uri(url).Query)["jwt"]!, stolen, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(asked));
        }
    }

    [Fact]
    public async Task A_picture_in_what_one_has_rendered_is_given_out_by_the_other()
    {
        var page = await cluster.Sandbox.NewPageAsync("acme", "![A drawing](drawing.svg)");
        await cluster.Sandbox.AttachAsync("acme", page, "drawing.svg", """<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>""", "image/svg+xml");

        for (var process = 0; process < 2; process++)
        {
            var shown = await http.GetStringAsync(new Uri(await UrlAsync(process, page)), TestContext.Current.CancellationToken);
            var picture = WebUtility.HtmlDecode(PictureAddress().Match(shown).Groups["address"].Value);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(cluster.Addresses[process] + picture));

            // What was rendered goes to Redis behind the reader's back.
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task With_Redis_gone_in_the_middle_everybody_is_answered_and_later_all_is_as_before()
    {
        await IsShownAsync(0, Page, Words);
        await redis.KillAsync();
        var page = await cluster.Sandbox.NewPageAsync("acme", "Press <kbd>Ctrl</kbd>");
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(await UrlAsync(i % 2, i % 3 == 0 ? page : Page)));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(cluster.Addresses[i % 2] + "/health/ready"));
        }

        // It takes the seconds that it takes without Redis.
        await SaveAsync(0, version: 0, html: false);
        await IsShownAsync(1, page, "&lt;kbd&gt;", TimeSpan.FromSeconds(20));

        await redis.StartAgainAsync();
        await Eventually.EqualAsync(2, () => Task.FromResult(cluster.OutputSince(default).Split("Redis answers again").Length - 1), TimeSpan.FromSeconds(60));
        await SaveAsync(1, version: 1, html: true);
        await IsShownAsync(0, page, "<kbd>Ctrl</kbd>");
    }

    private async Task IsShownAsync(int process, string page, string words, TimeSpan? limit = null) =>
        await Eventually.EqualAsync(true, async () => (await http.GetStringAsync(new Uri(await UrlAsync(process, page)))).Contains(words, StringComparison.Ordinal), limit ?? AtOnce);

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var answer = await http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    /// <summary>As Confluence signs it, asked of one process.</summary>
    private async Task<string> UrlAsync(int process, string page) =>
        (await cluster.Sandbox.MacroUrlAsync("acme", page, "alice")).Replace(cluster.BaseUrl, cluster.Addresses[process], StringComparison.Ordinal);

    private async Task SaveAsync(int process, int version, bool html)
    {
        var signed = await cluster.Sandbox.SignAsync(Acme, new { module = "markdwell-settings", @as = "alice" });
        using var request = new HttpRequestMessage(HttpMethod.Post, cluster.Addresses[process] + "/settings/save")
        {
            Headers = { Authorization = new("JWT", signed.ContextToken) },
            Content = JsonContent.Create(new { version, values = new { html } }),
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("src=\"(?<address>/pictures/[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex PictureAddress();
}

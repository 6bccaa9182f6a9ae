using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Markdwell.Models;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Reports;

/// <summary>The project page and its calls. Alice administers Acme's Jira, Bob and Carol use it; Globex has a project of the same number.</summary>
public sealed class ReportPageTests : IAsyncLifetime
{
    private const string Project = "10000";

    private readonly MarkdwellApp app = new();
    private readonly ReportJira acme;
    private readonly ReportJira globex;

    public ReportPageTests()
    {
        acme = new(app.Internet, app.AcmeJira.BaseUrl);
        globex = new(app.Internet, app.GlobexJira.BaseUrl);
    }

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        acme.Names["p1"] = "Anna <b>Bold</b>";
        await ReadAsync(app.AcmeJira, [.. Enumerable.Range(1, 60).Select(n => ReportStand.Issue(
            n, 10, n % 10, 2, Math.Min(1, n % 10), n % 3 == 0 ? null : n % 3 == 1 ? "p1" : "p2", n == 5 ? ["7"] : [], level: n == 60 ? "500" : null))]);
        acme.Sees = (person, id) => person == People.Alice || id != 20060;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_page_shows_the_first_view_with_names_and_links()
    {
        var page = await PageAsync();

        Assert.Equal("60", page.QuerySelector(".totals dd")!.TextContent);
        Assert.Equal(50, page.QuerySelectorAll(".issues tbody tr").Length);
        var first = page.QuerySelector(".issues tbody tr")!;
        Assert.Equal("https://acme.atlassian.net/browse/ACME-1", first.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Summary of 20001", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Anna <b>Bold</b>", first.TextContent, StringComparison.Ordinal);
        var people = page.QuerySelectorAll("select[name=assignee] option").Select(option => option.TextContent);
        Assert.Equal(["Anna <b>Bold</b>", "Everybody", "Nobody", "a closed account"], people.Order(StringComparer.Ordinal));
        Assert.Contains("Not begun: 6", page.QuerySelector(".distribution svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[style], [onclick], style, script:not([src])"));
    }

    [Fact]
    public async Task Who_may_not_see_an_issue_neither_sees_nor_counts_it()
    {
        Assert.Equal("59", (await PageAsync(People.Bob)).QuerySelector(".totals dd")!.TextContent);
        Assert.Contains("No issue fits", (await CallAsync("view?key=ACME-60", People.Bob)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ACME-60", (await CallAsync("csv", People.Bob)).Text, StringComparison.Ordinal);
        Assert.Contains("ACME-60", (await CallAsync("csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_was_hidden_within_the_minute_is_not_named_any_more()
    {
        await PageAsync(People.Bob);
        acme.Sees = (person, id) => person == People.Alice || id is not (20060 or 20001);

        var (_, text) = await CallAsync("view", People.Bob);

        Assert.DoesNotContain("ACME-1<", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Summary of 20001", text, StringComparison.Ordinal);
        Assert.Contains("ACME-2<", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ACME-1,", (await CallAsync("csv", People.Bob)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_order_and_pages_are_the_viewers()
    {
        Assert.Equal(10, await RowsAsync("view?page=1"));
        Assert.Equal(20, await RowsAsync("view?assignee=p1"));
        Assert.Equal(20, await RowsAsync("view?assignee=-"));
        Assert.Equal(1, await RowsAsync("view?version=7"));
        Assert.Equal(1, await RowsAsync("view?key=acme-42"));
        Assert.Equal(50, await RowsAsync("view?sort=99&order=x&page=-1&status=Bogus&assignee="));
        var sorted = new HtmlParser().ParseDocument((await CallAsync("view?sort=Percent&order=descending")).Text);
        Assert.Contains("ACME-9", sorted.QuerySelector(".issues tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("descending", sorted.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
    }

    [Theory]
    [InlineData(false, 403, "You may not see this project")]
    [InlineData(true, 503, "Jira did not say")]
    public async Task Without_jiras_word_there_is_one_sentence_and_nothing_else(bool isSilent, int status, string sentence)
    {
        acme.Browses = _ => false;
        acme.AwayForProjects = isSilent ? HttpStatusCode.InternalServerError : null;

        foreach (var what in (string[])["view", "csv", "rebuild"])
        {
            var (got, text) = await CallAsync(what);
            Assert.Equal(status, got);
            Assert.Contains(sentence, text, StringComparison.Ordinal);
            Assert.DoesNotContain("ACME-1", text, StringComparison.Ordinal);
        }

        using var response = await app.OpenAsync(app.AcmeJira, $"/reports/project?projectId={Project}");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain("ACME-1", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Globex_asks_for_acmes_project_and_gets_its_own_nothing()
    {
        using var response = await app.OpenAsync(app.GlobexJira, $"/reports/project?projectId={Project}");
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("has a checklist yet", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ACME-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ACME-", (await CallAsync("csv", site: app.GlobexJira)).Text, StringComparison.Ordinal);
        Assert.Empty(globex.Asked);
    }

    [Fact]
    public async Task The_project_is_the_tokens_whatever_the_request_names()
    {
        await ReadAsync(app.AcmeJira, [ReportStand.Issue(1, project: "10001") with { Id = "30001", Key = "OTHER-1" }]);

        Assert.DoesNotContain("OTHER-1", (await CallAsync("view?projectId=10001&project=10001")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await CallAsync("view?projectId=10001", project: null)).Status);
        foreach (var odd in (string[])["", "0", "010000", "10000 OR 1=1", "-1", "99999999999999999999", "ACME"])
        {
            Assert.Equal(400, (await CallAsync("view", project: odd)).Status);
            using var response = await app.OpenAsync(app.AcmeJira, $"/reports/project?projectId={Uri.EscapeDataString(odd)}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_frame_whose_token_names_another_project_is_refused()
    {
        var target = $"/reports/project?projectId={Project}";
        async Task<HttpStatusCode> OpenAsync(string project)
        {
            var claims = TestToken.Claims(app.AcmeJira.ClientKey, TestToken.Qsh("GET", target), app.Now, People.Alice);
            claims["context"] = new JsonObject { ["jira"] = new JsonObject { ["project"] = new JsonObject { ["id"] = project } } };
            using var response = await app.Http.GetAsync(new Uri($"{target}&jwt={TestToken.Hs256(claims, app.AcmeJira.Secret)}", UriKind.Relative), Cancel);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(Project));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync("10001"));
    }

    [Fact]
    public async Task Confluence_and_those_who_are_not_logged_in_get_no_report()
    {
        Assert.Equal(403, (await CallAsync("view", site: app.Acme)).Status);
        Assert.Equal(403, (await CallAsync("view", person: null)).Status);
    }

    [Fact]
    public async Task Only_who_administers_the_project_has_it_read_again()
    {
        Assert.Null((await PageAsync(People.Bob)).QuerySelector("[data-action=rebuild]"));
        await app.UntilAsync(db => db.ReportRebuilds.AnyAsync(walk => walk.FinishedAt != null, Cancel));
        Assert.NotNull((await PageAsync()).QuerySelector("[data-action=rebuild]"));

        Assert.Equal(403, (await CallAsync("rebuild", People.Bob, method: HttpMethod.Post)).Status);
        Assert.Equal(409, (await CallAsync("rebuild", method: HttpMethod.Post)).Status);
        app.Clock.Advance(Rebuilds.Pause);
        Assert.Equal(200, (await CallAsync("rebuild", method: HttpMethod.Post)).Status);
    }

    [Fact]
    public async Task The_first_viewer_of_a_project_has_it_read()
    {
        acme.Issues.AddRange(Enumerable.Range(1, 30).Select(n => ReportStand.Issue(n, project: "10005") with { Id = $"{50000 + n}", Key = $"NEW-{n}" }));

        using var response = await app.OpenAsync(app.AcmeJira, "/reports/project?projectId=10005");
        var first = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("being read from Jira", first, StringComparison.Ordinal);
        Assert.Contains("data-running=\"true\"", first, StringComparison.Ordinal);

        await app.UntilAsync(db => db.ReportRebuilds.AnyAsync(walk => walk.ProjectId == "10005" && walk.FinishedAt != null, Cancel));
        Assert.Contains("data-running=\"false\"", (await CallAsync("rebuild", project: "10005")).Text, StringComparison.Ordinal);
        Assert.Contains("NEW-30", (await CallAsync("view", project: "10005")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_issues_the_walk_meets_is_told_to_those_alone_who_may_have_it_walk()
    {
        acme.Issues.AddRange(Enumerable.Range(1, 250).Select(n => ReportStand.Issue(n, project: "10005") with { Id = $"{50000 + n}", Key = $"NEW-{n}" }));
        acme.Sees = (person, _) => person == People.Alice;
        using var opened = await app.OpenAsync(app.AcmeJira, "/reports/project?projectId=10005", People.Bob);
        await app.UntilAsync(db => db.ReportRebuilds.AnyAsync(walk => walk.ProjectId == "10005" && walk.Read == 100, Cancel));

        var bobs = (await CallAsync("rebuild", People.Bob, "10005")).Text;
        Assert.Contains("being read from Jira", bobs, StringComparison.Ordinal);
        Assert.DoesNotContain("100", bobs, StringComparison.Ordinal);
        Assert.DoesNotContain("310", bobs, StringComparison.Ordinal);
        Assert.DoesNotContain("value=", bobs, StringComparison.Ordinal);
        Assert.Contains("100 of about 310", (await CallAsync("rebuild", project: "10005")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\",\"x\")", "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\"")]
    [InlineData("+1+1", "\"'+1+1\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("Eve;=cmd|' /C calc'!A1; @SUM(A1);x", "\"Eve;'=cmd|' /C calc'!A1; '@SUM(A1);x\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("Eve, \"the\" admin\r\n=1", "\"Eve, \"\"the\"\" admin\r\n=1\"")]
    public async Task A_name_in_the_file_is_never_a_formula(string name, string expected)
    {
        acme.Names["p1"] = name;

        var (_, text) = await CallAsync("csv?key=1");

        Assert.StartsWith("\uFEFFKey,", text, StringComparison.Ordinal);
        Assert.Contains($",1,{expected},", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_many_is_asked_for_a_thousand_at_a_time_and_breaks_off_when_jira_falls_silent()
    {
        await ReadAsync(app.AcmeJira, [.. Enumerable.Range(100, 2400).Select(n => ReportStand.Issue(n))]);
        var whole = await CallAsync("csv");
        Assert.Equal(2460 + 2, whole.Text.Split("\r\n").Length);

        var calls = 0;
        acme.Away = () => Interlocked.Increment(ref calls) == 2 ? HttpStatusCode.InternalServerError : null;
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync("csv"));
    }

    [Fact]
    public async Task Who_has_many_files_made_waits_and_nobody_else_does()
    {
        while ((await CallAsync("csv?key=1")).Status == 200)
        {
        }

        var (status, sentence) = await CallAsync("csv?key=1");
        Assert.Equal((429, true), (status, sentence.StartsWith("You have had several files", StringComparison.Ordinal)));
        Assert.Equal(200, (await CallAsync("csv?key=1", People.Bob)).Status);
        Assert.Equal(200, (await CallAsync("view")).Status);
    }

    [Fact]
    public void Every_route_names_its_token()
    {
        _ = app.Http;
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("reports/", StringComparison.Ordinal))
            .ToDictionary(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint => endpoint.Metadata.GetMetadata<ExpectsTokenAttribute>()!.Kind, StringComparer.Ordinal);

        Assert.Equal(TokenKind.Frame, routes["reports/project"]);
        Assert.Equal(4, routes.Count);
        Assert.All(routes.Where(route => route.Key != "reports/project"), route => Assert.Equal(TokenKind.Context, route.Value));
    }

    private async Task ReadAsync(Site site, Markdwell.Services.Atlassian.JiraIssue[] issues)
    {
        acme.Issues.AddRange(site == app.AcmeJira ? issues : []);
        var tenant = (await app.TenantsAsync()).Single(t => t.ClientKey == site.ClientKey);
        await app.Services.GetRequiredService<ProgressRows>().UpdateAsync(tenant, issues, app.Now, Cancel);
    }

    private async Task<IHtmlDocument> PageAsync(string person = People.Alice)
    {
        using var response = await app.OpenAsync(app.AcmeJira, $"/reports/project?projectId={Project}", person);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return new HtmlParser().ParseDocument(text);
    }

    private async Task<int> RowsAsync(string what) => new HtmlParser().ParseDocument((await CallAsync(what)).Text).QuerySelectorAll(".issues tbody tr").Length;

    /// <summary>As the page's script asks, with the token that Jira made for it.</summary>
    private async Task<(int Status, string Text)> CallAsync(string what, string? person = People.Alice, string? project = Project, Site? site = null, HttpMethod? method = null)
    {
        var from = site ?? app.AcmeJira;
        var claims = TestToken.Claims(from.ClientKey, "context-qsh", app.Now, person);
        if (project is not null)
        {
            claims["context"] = new JsonObject { ["jira"] = new JsonObject { ["project"] = new JsonObject { ["id"] = project } } };
        }

        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/reports/project/{what}") { Headers = { Authorization = new("JWT", TestToken.Hs256(claims, from.Secret)) } };
        using var response = await app.Http.SendAsync(request, Cancel);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
        return ((int)response.StatusCode, System.Text.Encoding.UTF8.GetString(bytes));
    }
}

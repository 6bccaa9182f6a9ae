using System.Net;
using System.Text.RegularExpressions;
using Markdwell.Models;
using Markdwell.Pages.Settings.Activity;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Sources.Properties;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Settings;

public sealed partial class ActivityPageTests : SettingsTest
{
    private const string Activity = "/settings/activity";

    private static readonly DateTime Since = new(2026, 11, 20, 8, 15, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_macro_is_old_and_the_page_says_why()
    {
        var connection = await AddAsync(App.Acme);
        await UseAsync(App.Acme, connection.Id, "1001", "Unauthorized");
        await UseAsync(App.Acme, null, "1003", "NotAllowed", "wanted.example.com");
        await AddRowsAsync(App.Acme, tenant => new CachedFile
        {
            TenantId = tenant,
            Key = "k",
            Address = $"git\n{connection.Id}\nGitHub\ngithub.com\nacme/docs\nmain\ndocs/setup.md",
            ConnectionId = connection.Id,
            Failure = "Unauthorized",
            FailingSince = Since,
            CheckedAt = Since.AddHours(-1),
        });
        await AddRowsAsync(App.Acme, tenant => new CachedFile { TenantId = tenant, Key = "a", Address = "attachment\n1004\nguide.md", Failure = "NotFound", FailingSince = Since });

        var page = await TextAsync(App.Acme);

        Assert.Contains(
            "github.com/acme/docs: docs/setup.md Shown on page 1001. What readers see is as of 20 November 2026, 07:15. Since 20 November 2026, 08:15: the host does not take the token, or wants one.",
            page,
            StringComparison.Ordinal);
        Assert.Contains("wanted.example.com/acme/docs: docs/setup.md Shown on page 1003. There is no copy to show. On", page, StringComparison.Ordinal);
        Assert.Contains("guide.md Shown on page 1004. There is no copy to show. Since 20 November 2026, 08:15: there is no such file", page, StringComparison.Ordinal);
        Assert.DoesNotContain("docs/setup.md", await TextAsync(App.Globex), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_set_aside_is_tried_again_or_forgotten_and_that_is_written_down()
    {
        await AddRowsAsync(App.AcmeJira, tenant => Aside(tenant, JobKind.Issue, "10001"), tenant => Aside(tenant, JobKind.Issue, "10002"));
        var page = await TextAsync(App.AcmeJira);
        Assert.Contains("2 were set aside after too many failures.", page, StringComparison.Ordinal);
        Assert.Contains("Issue 10001 Told by jira:issue_updated on 20 November 2026, 08:15. Failed 8 times: Jira asked to wait.", page, StringComparison.Ordinal);

        Assert.Equal(200, (await SetAsync(App.AcmeJira, "activity/forget", Job("10002"))).Status);
        Assert.Equal(404, (await SetAsync(App.AcmeJira, "activity/forget", Job("10002"))).Status);
        Assert.Equal(200, (await SetAsync(App.AcmeJira, "activity/replay", Job("10001"))).Status);
        Assert.Equal(404, (await SetAsync(App.AcmeJira, "activity/replay", Job("10001"))).Status);

        page = await TextAsync(App.AcmeJira);
        Assert.Contains("Nothing was set aside.", page, StringComparison.Ordinal);
        Assert.Contains("had something tried again: Issue 10001", page, StringComparison.Ordinal);
        Assert.Contains("had something forgotten: Issue 10002", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"kind":"Nothing","subject":"1"}""")]
    [InlineData("""{"kind":"0","subject":"1"}""")]
    [InlineData("[]")]
    public async Task What_names_no_job_is_refused(string body)
    {
        Assert.Equal(400, (await SetAsync(App.Acme, "activity/replay", body)).Status);
        Assert.Equal(400, (await SetAsync(App.Acme, "activity/forget", body)).Status);
    }

    [Fact]
    public async Task Globex_sees_and_moves_nothing_of_Acmes()
    {
        await AddRowsAsync(App.AcmeJira, tenant => Aside(tenant, JobKind.Issue, "10001"), tenant => Unwritten(tenant));
        await SaveAsync(App.AcmeJira, "tableCells", "4321");

        var page = await TextAsync(App.GlobexJira);
        Assert.Contains("Nothing waits. Nothing was set aside.", page, StringComparison.Ordinal);
        Assert.Contains("Nobody has changed anything", page, StringComparison.Ordinal);
        Assert.DoesNotContain("10001", page, StringComparison.Ordinal);
        Assert.Equal(404, (await SetAsync(App.GlobexJira, "activity/replay", Job("10001"))).Status);
        Assert.Equal(404, (await SetAsync(App.GlobexJira, "activity/forget", Job("10001"))).Status);
        Assert.Contains("1 was set aside", await TextAsync(App.AcmeJira), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_that_Jira_does_not_hold_are_named()
    {
        await AddRowsAsync(App.AcmeJira, tenant => Unwritten(tenant));

        Assert.Contains(
            "Issue 10007 Changed on 20 November 2026, 08:15: Jira does not let Markdwell do this; reinstalling the app may repair it. Markdwell tries again on",
            await TextAsync(App.AcmeJira),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_asked_for_and_not_kept()
    {
        await AddRowsAsync(
            App.Acme,
            tenant => new AuditEntry { TenantId = tenant, At = Since, AccountId = People.Bob, Action = AuditAction.SettingsReset },
            tenant => new AuditEntry { TenantId = tenant, At = Since, AccountId = People.Carol, Action = AuditAction.SettingsReset },
            tenant => new AuditEntry { TenantId = tenant, At = Since, Action = AuditAction.SettingsReset });
        App.Internet.OnJson("GET", $"{App.Acme.BaseUrl}/rest/api/user/bulk", $$"""{"results":[null,{"accountId":"{{People.Bob}}","displayName":"Bob <b>Builder</b>"}]}""");

        using var response = await App.OpenAsync(App.Acme, Activity);
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("<b>Bob &lt;b&gt;Builder&lt;/b&gt;</b> reset settings", page, StringComparison.Ordinal);
        Assert.Contains($"<b>{People.Carol}</b> reset settings", page, StringComparison.Ordinal);
        Assert.Contains("<b>a closed account</b> reset settings", page, StringComparison.Ordinal);
        await App.UntilAsync(async db => !await db.AuditEntries.AnyAsync(e => e.Detail.Contains("Bob"), Cancel));
    }

    [Fact]
    public async Task What_the_product_says_of_its_limits_is_shown_to_its_own_site()
    {
        Assert.Contains("Jira has said nothing of limits", await TextAsync(App.GlobexJira), StringComparison.Ordinal);
        App.Internet.On("POST", $"{App.AcmeJira.BaseUrl}/rest/api/3/permissions/check", _ =>
        {
            var answer = Internet.Json("""{"globalPermissions":["ADMINISTER"]}""");
            answer.Headers.Add("Beta-RateLimit-Policy", "\"global-app-quota\";q=65000;w=3600");
            answer.Headers.Add("Beta-RateLimit", "\"global-app-quota\";r=61234;t=1800");
            return answer;
        });

        Assert.Contains("61,234 of 65,000 left, as Jira said less than a minute ago.", await TextAsync(App.AcmeJira), StringComparison.Ordinal);
        Assert.Contains("Jira has said nothing of limits", await TextAsync(App.GlobexJira), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_site_has_spent_of_the_points_of_all_is_shown_to_it_alone()
    {
        var now = App.Now.UtcDateTime;
        App.Clock.Advance(now.Date.AddHours(now.Hour + 1) - now);
        App.Services.GetRequiredService<PointsBudget>().Spend(await TenantAsync(App.AcmeJira), 60_000);

        var (acme, globex) = (await TextAsync(App.AcmeJira), await TextAsync(App.GlobexJira));

        Assert.Contains("Markdwell has spent about 60,003 points for this site", acme, StringComparison.Ordinal);
        Assert.Contains("What nobody waits for", acme, StringComparison.Ordinal);
        Assert.Contains("Markdwell has spent about 3 points for this site", globex, StringComparison.Ordinal);
        Assert.DoesNotContain("60,0", globex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_because_of_a_limit_is_remembered()
    {
        var tenant = await TenantAsync(App.AcmeJira);
        App.Internet.On("GET", $"{App.AcmeJira.BaseUrl}/rest/api/3/user/bulk", _ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.Add("Retry-After", "60");
            answer.Headers.Add("X-RateLimit-Remaining", "none");
            answer.Headers.Add("RateLimit-Reason", "jira-burst-based");
            return answer;
        });
        await App.Services.GetRequiredService<ProductClients>().For<IJiraApi>(tenant).ListUsersAsync([People.Bob], 1, Cancel);

        Assert.Contains("(jira-burst-based)", await TextAsync(App.AcmeJira), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, "less than a minute")]
    [InlineData(60, "1 minute")]
    [InlineData(89, "1 minute")]
    [InlineData(91, "2 minutes")]
    [InlineData(7_100, "118 minutes")]
    [InlineData(7_300, "2 hours")]
    [InlineData(200_000, "2 days")]
    public void An_age_is_said_as_people_say_it(int seconds, string words) => Assert.Equal(words, JobSentences.Age(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task Pages_of_which_the_search_knows_some_words_only_are_named_to_their_own_site()
    {
        var acme = (await TenantAsync(App.Acme)).Id;
        var pages = App.Services.GetRequiredService<ShortenedPages>();
        for (var page = 1000; page < 1060; page++)
        {
            pages.Learn(acme, $"{page}", isShortened: true);
        }

        pages.Learn(acme, "1058", isShortened: false);

        var text = await TextAsync(App.Acme);
        Assert.Contains("Page 1059, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Page 1058", text, StringComparison.Ordinal);
        Assert.Contains("Page 1010, ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Page 1009", text, StringComparison.Ordinal);
        Assert.DoesNotContain("some words only", await TextAsync(App.Globex), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_what_runs_here()
    {
        Assert.Matches(@"Version \d+\.\d+\.\d+, running for .+, with SQLite\.", await TextAsync(App.Acme));

        using var now = await CallAsync(App.Acme, HttpMethod.Get, $"{Activity}/now", body: null);
        Assert.Contains("Nothing waits.", await now.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static string Job(string subject) => $$"""{"kind":"Issue","subject":"{{subject}}"}""";

    private static Job Aside(int tenant, JobKind kind, string subject) =>
        new() { TenantId = tenant, Kind = kind, Subject = subject, Cause = "jira:issue_updated", ToldAt = Since, Failures = 8, Failure = "RateLimited" };

    private Note Unwritten(int tenant) =>
        new() { TenantId = tenant, IssueId = "10007", Text = "a", LineIds = "1 2", Revision = 2, ChangedAt = Since, DueAt = App.Now.UtcDateTime.AddHours(1), Failure = "Refused" };

    private async Task AddRowsAsync(Site site, params Func<int, object>[] rows)
    {
        var tenant = await TenantAsync(site);
        await using var db = await App.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        db.AddRange(rows.Select(row => row(tenant.Id)));
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>The words of the page, with single spaces.</summary>
    private async Task<string> TextAsync(Site site)
    {
        foreach (var product in (Site[])[App.Acme, App.Globex])
        {
            App.Internet.OnJson("GET", $"{product.BaseUrl}/rest/api/user/bulk", """{"results":[]}""");
        }

        if (site.Product == "jira" && App.Internet.Count($"{site.BaseUrl}/rest/api/3/user/bulk") == 0)
        {
            App.Internet.OnJson("GET", $"{site.BaseUrl}/rest/api/3/user/bulk", """{"values":[]}""");
        }

        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await PageAsync(site, Activity));
        return Spaces().Replace(document.Body!.TextContent, " ");
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}

using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Jobs;
using Markdwell.Services.Settings;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Webhooks;

/// <summary>What follows when a product is asked how things are.</summary>
public sealed class WorkTests : WebhookTest
{
    private const string Id = "98305";
    private const string Page = "https://acme.atlassian.net/wiki/api/v2/pages/" + Id;
    private const string Post = "https://acme.atlassian.net/wiki/api/v2/blogposts/" + Id;
    private const string Issue = "https://acme.atlassian.net/rest/api/3/issue/" + Id;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Fact]
    public async Task A_page_in_the_bin_is_forgotten_after_a_month()
    {
        App.Internet.OnJson("GET", Page, """{"id":"98305","status":"trashed"}""");
        Assert.Equal(JobResult.Done, await WorkAsync(App.Acme, JobKind.Page));

        await ForgetLaterAsync();
    }

    [Fact]
    public async Task A_page_that_is_neither_page_nor_post_is_forgotten_after_a_month()
    {
        IsGone(Page, Post);
        Assert.Equal(JobResult.Done, await WorkAsync(App.Acme, JobKind.Page));

        await ForgetLaterAsync();
    }

    [Fact]
    public async Task A_page_that_is_back_is_not_forgotten()
    {
        IsGone(Page, Post);
        await WorkAsync(App.Acme, JobKind.Page);
        App.Internet.OnJson("GET", Post, """{"id":"98305","status":"current"}""");

        await WorkAsync(App.Acme, JobKind.Page);

        Assert.Empty(await JobsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_shows_files_has_them_looked_at(bool isAttached)
    {
        App.Internet.OnJson("GET", Page, """{"id":"98305","status":"current"}""");
        var (acme, globex) = (await TenantAsync(App.Acme), await TenantAsync(App.Globex));
        await AddAsync(isAttached
            ? new CachedText { TenantId = acme.Id, PageId = Id, MacroId = "1", Text = "", Attachment = "setup.md" }
            : new SourceUse { TenantId = acme.Id, PageId = Id, MacroId = "1", Path = "setup.md", Host = "git.example.com", Outcome = "Ok" });
        await AddAsync(new CachedText { TenantId = globex.Id, PageId = Id, MacroId = "1", Text = "a" });

        await WorkAsync(App.Acme, JobKind.Page);

        var job = Assert.Single(await JobsAsync(App.Acme));
        Assert.Equal((JobKind.Source, Id), (job.Kind, job.Subject));
        Assert.Equal(10, (job.DueAt!.Value - job.ToldAt).TotalMinutes);
        Assert.Empty(await JobsAsync(App.Globex));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_is_made_ready_and_its_files_are_looked_at_where_the_site_wants_it(bool isWanted)
    {
        await App.Services.GetRequiredService<SettingsStore>().SaveAsync(
            await TenantAsync(App.Acme), accountId: null, SiteSettings.Default with { Reactions = new() { RenderAhead = isWanted, BrokenSources = isWanted } }, version: 0, Cancel);
        App.Internet.OnJson("GET", Page, """{"id":"98305","status":"current"}""", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(isWanted ? "Unavailable" : null, (await WorkAsync(App.Acme, JobKind.Source)).Failure);

        App.Internet.On("GET", Page, request => request.RequestUri!.Query.Contains("body-format", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : Internet.Json("""{"id":"98305","status":"current"}"""));
        Assert.Equal(isWanted ? "Unavailable" : null, (await WorkAsync(App.Acme, JobKind.Page)).Failure);
    }

    [Fact]
    public async Task A_product_that_wants_to_be_left_alone_says_for_how_long()
    {
        App.Internet.On("GET", Page, _ => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "60" } } });

        Assert.Equal(JobResult.Failed("RateLimited", TimeSpan.FromMinutes(1)), await WorkAsync(App.Acme, JobKind.Page));
    }

    [Theory]
    [InlineData(JobHints.Removed, 100, 0)]
    [InlineData(JobHints.None, 100, 1)]
    [InlineData(JobHints.None, 40_000, 0)]
    public async Task A_page_that_never_held_a_macro_is_asked_about_while_points_are_plenty(JobHints hints, int spent, int asked)
    {
        IsGone(Page, Post);
        await AddAsync(new CachedText { TenantId = (await TenantAsync(App.Globex)).Id, PageId = Id, MacroId = "1", Text = "a" });
        var now = App.Now.UtcDateTime;
        App.Clock.Advance(now.Date.AddHours(now.Hour + 1) - now);
        var acme = await TenantAsync(App.Acme);
        App.Services.GetRequiredService<PointsBudget>().Spend(acme, spent);

        var handler = App.Services.GetServices<JobHandler>().Single(one => one.Kind == JobKind.Page);
        Assert.Equal(JobResult.Done, await handler.WorkAsync(new(acme, JobKind.Page, Id, "page_updated", hints, Failures: 0), Cancel));

        Assert.Equal(asked, App.Internet.Count(Page));
    }

    [Fact]
    public async Task A_product_that_refuses_the_app_is_asked_again()
    {
        App.Internet.OnJson("GET", Issue, "{}", HttpStatusCode.Forbidden);
        await AddAsync(new Reaction { TenantId = (await TenantAsync(App.AcmeJira)).Id, Kind = ReactionKind.OpenItems, Subject = Id });

        Assert.Equal(JobResult.Failed("Refused"), await WorkAsync(App.AcmeJira, JobKind.Issue));
    }

    [Fact]
    public async Task What_stays_away_is_forgotten_on_this_site_alone()
    {
        IsGone(Page, Post);
        foreach (var site in (Site[])[App.Acme, App.Globex])
        {
            var tenant = await TenantAsync(site);
            await AddAsync(new CachedText { TenantId = tenant.Id, PageId = Id, MacroId = "1", Text = "a" });
            await AddAsync(new SourceUse { TenantId = tenant.Id, PageId = Id, MacroId = "1", Path = "a", Host = "git.example.com", Outcome = "Ok" });
            await AddAsync(new Reaction { TenantId = tenant.Id, Kind = ReactionKind.BrokenSource, Subject = Id });
            await AddAsync(new CachedText { TenantId = tenant.Id, PageId = "7", MacroId = "1", Text = "a" });
        }

        Assert.Equal(JobResult.Done, await WorkAsync(App.Acme, JobKind.Forget));

        var (acme, globex) = ((await TenantAsync(App.Acme)).Id, (await TenantAsync(App.Globex)).Id);
        await using var db = await OpenAsync();
        Assert.Equal(["7"], await db.CachedTexts.Where(t => t.TenantId == acme).Select(t => t.PageId).ToListAsync(Cancel));
        Assert.False(await db.SourceUses.AnyAsync(u => u.TenantId == acme, Cancel) || await db.Reactions.AnyAsync(r => r.TenantId == acme, Cancel));
        Assert.Equal((2, 1, 1), (await db.CachedTexts.CountAsync(t => t.TenantId == globex, Cancel), await db.SourceUses.CountAsync(Cancel), await db.Reactions.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    public async Task An_issue_is_forgotten_but_no_note_that_jira_does_not_know(int writtenRevision, int notesLeft)
    {
        IsGone(Issue);
        var tenant = await TenantAsync(App.AcmeJira);
        await AddAsync(new Note { TenantId = tenant.Id, IssueId = Id, Text = "a", LineIds = "1 2", Revision = 2, WrittenRevision = writtenRevision });
        await AddAsync(new IssueProgress { TenantId = tenant.Id, IssueId = Id, ProjectId = "1", Key = "ACME-1" });
        await AddAsync(new IssueVersion { TenantId = tenant.Id, IssueId = Id, ProjectId = "1", VersionId = "1", Name = "1.0" });
        await AddAsync(new Reaction { TenantId = tenant.Id, Kind = ReactionKind.OpenItems, Subject = Id });

        Assert.Equal(JobResult.Done, await WorkAsync(App.AcmeJira, JobKind.Forget));

        await using var db = await OpenAsync();
        Assert.Equal((notesLeft, 0, 0, 0), (await db.Notes.CountAsync(Cancel), await db.IssueProgress.CountAsync(Cancel), await db.IssueVersions.CountAsync(Cancel), await db.Reactions.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, null)]
    [InlineData(HttpStatusCode.Forbidden, "Refused")]
    public async Task Nothing_is_forgotten_of_what_may_be_there(HttpStatusCode status, string? failure)
    {
        App.Internet.OnJson("GET", Page, """{"id":"98305","status":"current"}""", status);
        await AddAsync(new CachedText { TenantId = (await TenantAsync(App.Acme)).Id, PageId = Id, MacroId = "1", Text = "a" });

        Assert.Equal(failure, (await WorkAsync(App.Acme, JobKind.Forget)).Failure);

        await using var db = await OpenAsync();
        Assert.Equal(1, await db.CachedTexts.CountAsync(Cancel));
    }

    private void IsGone(params string[] urls)
    {
        foreach (var url in urls)
        {
            App.Internet.OnJson("GET", url, "{}", HttpStatusCode.NotFound);
        }
    }

    private async Task ForgetLaterAsync()
    {
        var job = Assert.Single(await JobsAsync());
        Assert.Equal((JobKind.Forget, Id, Month), (job.Kind, job.Subject, job.DueAt!.Value - job.ToldAt));
    }

    private async Task<JobResult> WorkAsync(Site site, JobKind kind)
    {
        var handler = App.Services.GetServices<JobHandler>().Single(one => one.Kind == kind);
        return await handler.WorkAsync(new(await TenantAsync(site), kind, Id, "page_updated", JobHints.None, Failures: 0), Cancel);
    }

    private async Task AddAsync(object row)
    {
        await using var db = await OpenAsync();
        db.Add(row);
        await db.SaveChangesAsync(Cancel);
    }
}

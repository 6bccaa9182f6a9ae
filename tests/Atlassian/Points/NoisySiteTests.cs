using System.Globalization;
using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Jobs;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Observing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Atlassian.Points;

/// <summary>Attack: Acme asks for as much as it can get, so that nothing is left for Globex.</summary>
public sealed class NoisySiteTests : IAsyncLifetime
{
    private const int Points = 200;
    private const string Wiki = "https://globex.atlassian.net/wiki";
    private const string Wait = "Confluence asks Markdwell to wait. Reload the page in a minute.";

    private readonly MarkdwellApp app = new(("Products:PointsPerHour", Points.ToString(CultureInfo.InvariantCulture)));

    public async ValueTask InitializeAsync()
    {
        // Early in an hour, so that it does not begin anew in the middle.
        var now = app.Now.UtcDateTime;
        app.Clock.Advance(now.Date.AddHours(now.Hour + 1).AddSeconds(1) - now);
        await app.InstallAllAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Endless_views_of_one_site_leave_the_first_view_of_another_as_it_is()
    {
        using var measured = new Measured(app);
        var confluence = new AcmeConfluence(app);
        confluence.Permits(People.Alice, "read");
        var shown = 0;
        for (var version = 1; version <= Points; version++)
        {
            confluence.HasBody(version, $"# Version {version}");
            shown += (await confluence.ShowsAsync(AcmeConfluence.Macro(version), People.Alice)).Contains($"Version {version}<", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.InRange(shown, Points / 4, Points / 2);
        Assert.Equal(Points - shown, measured.Count("markdwell.product.calls.held product=confluence reason=Budget urgency=View"));
        Assert.Contains(Wait, await confluence.ShowsAsync(AcmeConfluence.Macro(Points + 1), People.Alice), StringComparison.Ordinal);
        Assert.Contains("Version 1<", await confluence.ShowsAsync(AcmeConfluence.Macro(1), People.Alice), StringComparison.Ordinal);
        Assert.Contains("Hello of Globex", await GlobexShowsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endless_webhooks_of_one_site_wait_without_having_failed_and_another_s_work_is_done()
    {
        foreach (var site in (string[])["acme", "globex"])
        {
            app.Internet.OnAll($"https://{site}.atlassian.net/rest/api/3/issue/", _ => Task.FromResult(Internet.Json("""{"id":"1","key":"A-1"}""")));
        }

        var (acme, globex) = (await IdAsync(app.AcmeJira), await IdAsync(app.GlobexJira));
        var jobs = app.Services.GetRequiredService<JobStore>();
        await Task.WhenAll(Enumerable.Range(20_000, 2 * Points).Select(issue => TellAsync(jobs, acme, issue)));
        await app.UntilAsync(_ => Task.FromResult(app.Services.GetRequiredService<PointsBudget>().Held(Urgency.Background).Contains(acme)));
        await TellAsync(jobs, globex, 30_000);
        await app.UntilAsync(async db => !await db.Jobs.AnyAsync(j => j.TenantId == globex, Cancel));

        await app.UntilAsync(async db => !await db.Jobs.AnyAsync(j => j.LeasedUntil != null, Cancel));
        Assert.InRange(app.Internet.Count("https://acme.atlassian.net/rest/api/3/issue/"), Points / 4, Points * 3 / 4);
        await app.UntilAsync(async db => await db.Jobs.CountAsync(j => j.TenantId == acme && j.Failures == 0 && j.DueAt != null, Cancel) > Points);

        app.Clock.Advance(TimeSpan.FromHours(1));
        var before = app.Internet.Count("https://acme.atlassian.net/rest/api/3/issue/");
        await app.UntilAsync(_ => Task.FromResult(app.Internet.Count("https://acme.atlassian.net/rest/api/3/issue/") > before));
    }

    [Fact]
    public async Task What_an_instance_spends_the_others_learn()
    {
        var (budget, sharing) = (app.Services.GetRequiredService<PointsBudget>(), app.Services.GetRequiredService<PointsSharing>());
        var acme = (await app.TenantsAsync()).Single(tenant => tenant.ClientKey == app.Acme.ClientKey);
        budget.Spend(acme, 30);
        await sharing.ShareAsync(Cancel);

        // Another instance, which counts the same hour.
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel))
        {
            var hour = (await db.SpentPoints.AsNoTracking().SingleAsync(Cancel)).Hour;
            Assert.Equal(1, await PointsSharing.AddAsync(db, acme.Id, hour, 12, Cancel));
        }

        budget.Spend(acme, 1);
        await sharing.ShareAsync(Cancel);
        Assert.Equal(43, budget.SpentBy(acme).Points);
        app.Clock.Advance(TimeSpan.FromHours(1));
        budget.Spend(acme, 2);
        await sharing.ShareAsync(Cancel);
        Assert.Equal(2, budget.SpentBy(acme).Points);
    }

    private async Task<string> GlobexShowsAsync()
    {
        app.Internet.OnJson("POST", $"{Wiki}/rest/api/content/1001/permission/check", """{"hasPermission":true}""");
        app.Internet.OnJson("GET", $"{Wiki}/api/v2/pages/1001", AcmeConfluence.PageJson("1001", AcmeConfluence.Stored("Hello of Globex")));
        using var response = await app.OpenAsync(app.Globex, AcmeConfluence.Macro(1));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<int> IdAsync(Site site) => (await app.TenantsAsync()).Single(tenant => tenant.ClientKey == site.ClientKey).Id;

    private static Task TellAsync(JobStore jobs, int tenant, int issue) =>
        jobs.TellAsync(tenant, JobKind.Issue, $"{issue}", "jira:issue_updated", JobHints.StatusChanged, TimeSpan.Zero, Cancel);
}

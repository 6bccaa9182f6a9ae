using System.Net;
using Markdwell.Models;
using Markdwell.Services.Storage;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Observing;

/// <summary>What happens is counted as what it is.</summary>
public sealed class MetricTests : IAsyncLifetime
{
    private const string Request = "markdwell.request.duration endpoint=/Macros/Markdown outcome=";

    private readonly MarkdwellApp app = new() { IsWorking = false };
    private Measured measured = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        measured = new(app);
    }

    public async ValueTask DisposeAsync()
    {
        measured.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_text_is_rendered_once_and_found_afterwards()
    {
        var confluence = new AcmeConfluence(app);
        confluence.HasBody(1, "# Hello");
        confluence.Permits(People.Alice, "read");

        await confluence.ShowsAsync(AcmeConfluence.Macro(1), People.Alice);
        await confluence.ShowsAsync(AcmeConfluence.Macro(1), People.Alice);

        Assert.Equal(2, measured.Count(Request + "Done"));
        Assert.Equal(1, measured.Count("markdwell.render.duration format=html outcome=Rendered"));
        Assert.Equal(1, measured.Count("markdwell.page_cache.lookups result=Hit"));
        Assert.Equal(1, measured.Count("markdwell.page_cache.lookups result=Miss"));
        Assert.Equal(1, measured.Count("markdwell.product.call.duration product=confluence call=GET /api/v2/pages/{pageId} outcome=Ok"));
    }

    [Fact]
    public async Task Who_is_not_let_in_and_who_gets_a_sentence_are_not_counted_as_readers()
    {
        var confluence = new AcmeConfluence(app);
        confluence.HasNoPage();
        confluence.Permits(People.Alice, "read");
        app.Internet.OnJson("GET", AcmeConfluence.BodyUrl(1), "{}", HttpStatusCode.NotFound);

        await confluence.ShowsAsync(AcmeConfluence.Macro(1), People.Alice);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.OpenAsync(app.Acme, AcmeConfluence.Macro(1), People.Bob)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.OpenAsync(new Site("acme", "confluence"), AcmeConfluence.Macro(1))).StatusCode);

        Assert.Equal((0, 1, 2), (measured.Count(Request + "Done"), measured.Count(Request + "Notice"), measured.Count(Request + "Refused")));
        Assert.Equal(1, measured.Count("markdwell.requests.refused reason=WrongSignature endpoint=/Macros/Markdown"));
    }

    [Fact]
    public async Task What_a_product_says_of_its_budget_is_told_as_a_part_of_it()
    {
        app.Internet.On("POST", $"{AcmeConfluence.Wiki}/rest/api/content/1001/permission/check", _ =>
        {
            var answer = Internet.Json("""{"hasPermission":false}""");
            answer.Headers.Add("Beta-RateLimit-Policy", "\"global-app-quota\";q=65000;w=3600");
            answer.Headers.Add("Beta-RateLimit", "\"global-app-quota\";r=13000;t=1800");
            return answer;
        });

        Assert.Equal(HttpStatusCode.Forbidden, (await app.OpenAsync(app.Acme, AcmeConfluence.Macro(1))).StatusCode);

        Assert.Contains("markdwell.product.budget.left product=confluence 0.2", measured.Values);
    }

    [Fact]
    public async Task Files_and_probes_are_not_counted()
    {
        Assert.Equal("ready", await app.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancel));
        Assert.NotEmpty(await app.Http.GetStringAsync(new Uri("/confluence/atlassian-connect.json", UriKind.Relative), Cancel));

        Assert.DoesNotContain(measured.Lines, line => line.StartsWith("markdwell.request.duration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_waits_is_counted_in_the_database_and_a_site_that_is_gone_waits_for_nothing()
    {
        var tenants = await app.TenantsAsync();
        var now = app.Now.UtcDateTime;
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        db.AddRange(Job(tenants[0], "1", now.AddMinutes(-3)), Job(tenants[1], "1", now.AddMinutes(-1)), Job(tenants[0], "2", now.AddMinutes(5)), Job(tenants[0], "3", dueAt: null), Job(tenants[2], "1", now.AddDays(-2)));
        await db.SaveChangesAsync(Cancel);
        await db.Tenants.Where(tenant => tenant.Id == tenants[2].Id).ExecuteUpdateAsync(set => set.SetProperty(tenant => tenant.UninstalledAt, now), Cancel);

        var sizes = new Dictionary<string, (int Waiting, TimeSpan Age)>(StringComparer.Ordinal);
        foreach (var backlog in app.Services.GetServices<Backlog>())
        {
            sizes[backlog.Name] = await backlog.MeasureAsync(db, now, Cancel);
        }

        Assert.Equal(["jobs", "jobs_set_aside", "notes"], sizes.Keys.Order());
        Assert.Equal((2, TimeSpan.FromMinutes(3)), sizes["jobs"]);
        Assert.Equal(1, sizes["jobs_set_aside"].Waiting);
        Assert.Equal((0, TimeSpan.Zero), sizes["notes"]);
    }

    [Fact]
    public async Task Whoever_asks_how_much_waits_asks_no_database()
    {
        await app.UntilAsync(_ =>
        {
            measured.Ask();
            return Task.FromResult(measured.Lines.Contains("markdwell.backlog.waiting backlog=jobs 0"));
        });
        await app.UntilAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE Jobs RENAME TO Away", Cancel);
            return true;
        });

        measured.Ask();

        Assert.True(measured.Count("markdwell.backlog.waiting backlog=jobs 0") > 1);
    }

    private static Job Job(Tenant tenant, string subject, DateTime? dueAt) =>
        new() { TenantId = tenant.Id, Kind = JobKind.Page, Subject = subject, Cause = "page_updated", ToldAt = DateTime.UnixEpoch, DueAt = dueAt };
}

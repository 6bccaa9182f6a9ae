using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Retention;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>What becomes of a site's data as the site goes, comes back, moves and is replaced.</summary>
public sealed class LifeStoryTests : IDisposable
{
    private readonly MarkdwellApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Who_comes_back_within_the_time_finds_everything_and_the_new_secret_works()
    {
        var id = await InstallWithDataAsync();
        await TellAsync("uninstalled");
        app.Clock.Advance(TimeSpan.FromDays(29));
        await SweepAsync();

        var old = new Site("acme", "jira") { Secret = app.AcmeJira.Secret };
        app.AcmeJira.Secret = Site.NewSecret();
        await app.InstallAsync(app.AcmeJira);

        Assert.Equal(["acme's note"], await NotesAsync(id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.AcmeJira));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(old));

        app.Clock.Advance(TimeSpan.FromDays(300));
        await SweepAsync();
        Assert.Equal(["acme's note"], await NotesAsync(id));
    }

    [Fact]
    public async Task Who_comes_back_after_the_erasure_begins_empty()
    {
        var id = await InstallWithDataAsync();
        await TellAsync("uninstalled");
        app.Clock.Advance(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Empty(await app.TenantsAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.AcmeJira));

        await app.InstallAsync(app.AcmeJira);

        var anew = Assert.Single(await app.TenantsAsync());
        Assert.NotEqual(id, anew.Id);
        Assert.Empty(await NotesAsync(anew.Id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.AcmeJira));
    }

    [Fact]
    public async Task Data_of_a_site_that_stays_is_never_erased()
    {
        var id = await InstallWithDataAsync();
        await TellAsync("disabled");
        app.Clock.Advance(TimeSpan.FromDays(1000));
        await SweepAsync();

        Assert.Equal(["acme's note"], await NotesAsync(id));
    }

    [Fact]
    public async Task A_renamed_site_keeps_its_data_and_is_called_at_its_new_address()
    {
        var id = await InstallWithDataAsync();
        var renamed = app.AcmeJira with { BaseUrl = "https://acme-renamed.atlassian.net" };
        await app.InstallAsync(renamed);

        Assert.Equal(["acme's note"], await NotesAsync(id));
        app.Internet.OnJson("GET", "https://acme-renamed.atlassian.net/rest/api/3/issue/1", """{"id":"1","key":"ACME-1"}""");
        var tenant = Assert.Single(await app.TenantsAsync());
        var answer = await app.Services.GetRequiredService<ProductClients>().For<IJiraApi>(tenant).GetIssueAsync("1", "status", null, Cancel).AnswerAsync();
        Assert.Equal(CallOutcome.Ok, answer.Outcome);
        Assert.Equal(0, app.Internet.Count("acme.atlassian.net"));
    }

    [Fact]
    public async Task A_site_of_its_own_domain_keeps_its_data_when_the_domain_changes()
    {
        var id = await InstallWithDataAsync();
        var body = app.AcmeJira.Event("installed");
        body["displayUrl"] = "https://jira.acme.example";
        const string Installed = "/connect/installed";
        using var response = await app.Http.SendAsync(app.AcmeJira.Post(Installed, body.ToJsonString(), app.SignedToken(app.AcmeJira, Installed)), Cancel);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var tenant = Assert.Single(await app.TenantsAsync());
        Assert.Equal((id, "https://acme.atlassian.net", "https://jira.acme.example"), (tenant.Id, tenant.BaseUrl, tenant.DisplayUrl));
        Assert.Equal(["acme's note"], await NotesAsync(id));
    }

    [Fact]
    public async Task A_site_that_was_imported_over_another_inherits_nothing_and_the_old_one_keeps_its_own()
    {
        var id = await InstallWithDataAsync();
        var imported = new Site("acme", "jira") { ClientKey = "imported-1f0c9e6e-7d1c-4b7e-9d2b-5f2f3a1b4c5d" };
        await app.InstallAsync(imported);

        var tenants = await app.TenantsAsync();
        Assert.Equal(2, tenants.Count);
        Assert.Equal(tenants[0].BaseUrl, tenants[1].BaseUrl);
        Assert.Empty(await NotesAsync(tenants.Single(t => t.ClientKey == imported.ClientKey).Id));
        Assert.Equal(["acme's note"], await NotesAsync(id));

        await TellAsync("uninstalled");
        app.Clock.Advance(TimeSpan.FromDays(31));
        await SweepAsync();
        Assert.Equal(imported.ClientKey, Assert.Single(await app.TenantsAsync()).ClientKey);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(imported));
    }

    [Theory]
    [InlineData("disabled", "uninstalled")]
    [InlineData("uninstalled", "disabled")]
    public async Task Disabled_and_uninstalled_come_in_either_order(string first, string second)
    {
        var id = await InstallWithDataAsync();
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], [await TellAsync(first), await TellAsync(second)]);

        Assert.False(Assert.Single(await app.TenantsAsync()).IsInstalled);
        await app.InstallAsync(app.AcmeJira);
        Assert.True(Assert.Single(await app.TenantsAsync()) is { IsInstalled: true, DisabledAt: null });
        Assert.Equal(["acme's note"], await NotesAsync(id));
    }

    [Fact]
    public async Task Disabled_and_uninstalled_come_at_once()
    {
        await InstallWithDataAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TellAsync(i % 2 == 0 ? "disabled" : "uninstalled")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer));
        Assert.False(Assert.Single(await app.TenantsAsync()).IsInstalled);
    }

    private async Task<int> InstallWithDataAsync()
    {
        await app.InstallAsync(app.AcmeJira);
        var id = Assert.Single(await app.TenantsAsync()).Id;
        await using var db = await OpenAsync();
        db.Add(new Note { TenantId = id, IssueId = "1", Text = "acme's note", LineIds = "1 2" });
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    private async Task<HttpStatusCode> TellAsync(string name)
    {
        var target = $"/connect/{name}";
        var token = name == "uninstalled" ? app.SignedToken(app.AcmeJira, target) : app.AcmeJira.Token("POST", target, app.Now, accountId: null);
        using var response = await app.Http.SendAsync(app.AcmeJira.Post(target, app.AcmeJira.Event(name).ToJsonString(), token), Cancel);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> StatusAsync(Site site)
    {
        using var response = await app.OpenAsync(site, "/macros/editor");
        return response.StatusCode;
    }

    private async Task SweepAsync()
    {
        await using var db = await OpenAsync();
        await app.Services.GetRequiredService<RetentionSweep>().SweepAsync(db, app.Now.UtcDateTime, Cancel);
    }

    private async Task<List<string>> NotesAsync(int tenantId)
    {
        await using var db = await OpenAsync();
        return await db.Notes.Where(n => n.TenantId == tenantId).Select(n => n.Text).ToListAsync(Cancel);
    }

    private Task<AppDbContext> OpenAsync() => app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
}

using Markdwell.Models;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Notes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Storage;

public sealed class SlowTenantTests
{
    // More than is worked on at once.
    private const int Many = 40;

    [Fact]
    public async Task A_tenant_whose_product_hangs_holds_up_itself_alone()
    {
        await using var app = new MarkdwellApp();
        var hangs = new TaskCompletionSource<HttpResponseMessage>();
        app.Internet.OnAll("https://acme.atlassian.net/rest/api/3/issue/", _ => hangs.Task);
        var jira = new JiraNote(app.Internet, "https://globex.atlassian.net");
        await app.InstallAllAsync();
        var tenants = await app.TenantsAsync();
        var (acme, globex) = (tenants.Single(t => t.ClientKey == app.AcmeJira.ClientKey).Id, tenants.Single(t => t.ClientKey == app.GlobexJira.ClientKey).Id);
        try
        {
            await AddAsync(app, Enumerable.Range(20_000, Many).SelectMany(id => Due(acme, $"{id}", app.Now.UtcDateTime.AddMinutes(-1))));
            await app.UntilAsync(db => db.Jobs.AnyAsync(j => j.TenantId == acme && j.LeasedUntil != null, Cancel));
            await AddAsync(app, Due(globex, JiraNote.Issue, app.Now.UtcDateTime));

            await app.UntilAsync(db => db.Notes.AnyAsync(n => n.TenantId == globex && n.WrittenRevision == n.Revision, Cancel));
            await app.UntilAsync(async db => !await db.Jobs.AnyAsync(j => j.TenantId == globex, Cancel));

            Assert.Equal("- [ ] a", jira.Text);
            await app.UntilAsync(async db => await db.Notes.CountAsync(n => n.TenantId == acme && n.WrittenRevision != n.Revision, Cancel) == Many);
        }
        finally
        {
            hangs.SetResult(Internet.Json("{}", System.Net.HttpStatusCode.NotFound));
        }
    }

    private static object[] Due(int tenant, string issue, DateTime at) =>
    [
        new Note { TenantId = tenant, IssueId = issue, Text = "- [ ] a", LineIds = "1 2", Revision = 1, ChangedAt = at, DueAt = at },
        new Job { TenantId = tenant, Kind = JobKind.Issue, Subject = issue, Cause = "jira:issue_updated", Revision = 1, ToldAt = at, DueAt = at },
    ];

    private static async Task AddAsync(MarkdwellApp app, IEnumerable<object> rows)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }
}

using Markdwell.Models;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Sources.Connections;

public sealed class SourceUseTests : IAsyncLifetime
{
    private readonly MarkdwellApp app = new();
    private DateTime start;
    private Tenant acme = null!;
    private Tenant globex = null!;

    private SourceUses Uses => app.Services.GetRequiredService<SourceUses>();

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        start = app.Now.UtcDateTime;
        var tenants = await app.TenantsAsync();
        acme = tenants.Single(t => t.ClientKey == app.Acme.ClientKey);
        globex = tenants.Single(t => t.ClientKey == app.Globex.ClientKey);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_macro_is_stored_once_a_minute_and_at_once_when_something_changed()
    {
        Uses.Record(Use("1001", "m1", "a.md"));
        Uses.Record(Use("1001", "m1", "a.md", after: TimeSpan.FromSeconds(30)));

        // Written one after the other: with this one stored, nothing before it is still on its way.
        Uses.Record(Use("1002", "m1", "a.md"));
        await StoredAsync("1002", u => u.Path == "a.md");
        await StoredAsync("1001", u => u.SeenAt == start);

        Uses.Record(Use("1001", "m1", "b.md", after: TimeSpan.FromSeconds(40)));
        await StoredAsync("1001", u => u.Path == "b.md" && u.SeenAt == start.AddSeconds(40));
        Uses.Record(Use("1001", "m1", "b.md", after: TimeSpan.FromSeconds(100)));
        await StoredAsync("1001", u => u.SeenAt == start.AddSeconds(100));
        Assert.Equal(2, (await Uses.OfConnectionAsync(acme, 7, Cancel)).Count);
    }

    [Fact]
    public async Task Globex_sees_no_use_of_Acmes()
    {
        Uses.Record(Use("1001", "m1", "a.md"));
        await StoredAsync("1001", u => u.Path == "a.md");

        Assert.Empty(await Uses.OfConnectionAsync(globex, 7, Cancel));
        Assert.Empty(await Uses.AllAsync(globex, Cancel));
        Assert.Empty(await Uses.PagesByPathAsync(globex, 7, "acme/docs", Cancel));
    }

    [Fact]
    public async Task A_file_is_found_on_the_oldest_page_that_shows_it()
    {
        foreach (var page in (string[])["2000", "999", "1001"])
        {
            Uses.Record(Use(page, "m1", "a.md"));
            await StoredAsync(page, u => u.Path == "a.md");
        }

        var pages = await Uses.PagesByPathAsync(acme, 7, "acme/docs", Cancel);
        Assert.Equal("999", Assert.Single(pages).Value);
        Assert.Empty(await Uses.PagesByPathAsync(acme, 7, "acme/other", Cancel));
        Assert.Empty(await Uses.PagesByPathAsync(acme, 8, "acme/docs", Cancel));

        Uses.Record(Use("1001", "m2", "b.md"));
        await app.UntilAsync(db => db.SourceUses.AnyAsync(u => u.MacroId == "m2", Cancel));
        Assert.Same(pages, await Uses.PagesByPathAsync(acme, 7, "acme/docs", Cancel));
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, (await Uses.PagesByPathAsync(acme, 7, "acme/docs", Cancel)).Count);
    }

    [Fact]
    public async Task Macros_that_nobody_saw_for_a_season_are_forgotten()
    {
        Uses.Record(Use("1001", "m1", "a.md", after: TimeSpan.FromDays(-91)));
        Uses.Record(Use("1002", "m1", "a.md", after: TimeSpan.FromDays(-89)));
        await StoredAsync("1002", u => u.Path == "a.md");

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        await SourceSweep.SweepAsync(db, app.Now.UtcDateTime, Cancel);
        Assert.Equal("1002", (await db.SourceUses.SingleAsync(Cancel)).PageId);
    }

    [Fact]
    public async Task Of_a_connection_that_is_deleted_no_page_is_said_to_wait_for_its_host()
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        var connection = new Connection { TenantId = acme.Id, Name = "Our Git", Host = "github.com", Kind = HostKind.GitHub };
        db.Add(connection);
        await db.SaveChangesAsync(Cancel);
        await Uses.RecordNowAsync(
            [.. new[] { ("m1", "Ok"), ("m2", "Unavailable") }.Select(use => Use("1001", use.Item1, "a.md", of: connection.Id, outcome: use.Item2))], Cancel);

        Assert.Equal(ChangeOutcome.Done, await app.Services.GetRequiredService<ConnectionStore>().DeleteAsync(acme, connection.Id, connection.Version, Cancel));
        Assert.Equal(
            [("m1", null, "Ok"), ("m2", null, "NotAllowed")],
            await db.SourceUses.AsNoTracking().OrderBy(u => u.MacroId).Select(u => ValueTuple.Create(u.MacroId, u.ConnectionId, u.Outcome)).ToListAsync(Cancel));
    }

    private SourceUse Use(string pageId, string macroId, string path, TimeSpan after = default, int of = 7, string outcome = "Ok") => new()
    {
        TenantId = acme.Id,
        PageId = pageId,
        MacroId = macroId,
        ConnectionId = of,
        Repository = "acme/docs",
        Path = path,
        Host = "github.com",
        Outcome = outcome,
        SeenAt = start + after,
    };

    private Task StoredAsync(string pageId, System.Linq.Expressions.Expression<Func<SourceUse, bool>> holds) =>
        app.UntilAsync(db => db.SourceUses.Where(u => u.PageId == pageId).AnyAsync(holds, Cancel));
}

using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Macros;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Storage;

/// <summary>The same promises on each kind of database: SQLite always, SQL Server when one is named.</summary>
public sealed class DatabaseTests
{
    public static TheoryData<string> Kinds() => ["SQLite", "SQL Server"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_tenant_is_installed_updated_and_uninstalled(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Tenants();
        await store.InstallAsync(Installation("a", "first secret of at least thirty-two bytes"), Cancel);
        await store.InstallAsync(Installation("A", "another tenant, as case matters in client keys"), Cancel);
        await store.InstallAsync(Installation("a", "second secret of at least thirty-two bytes"), Cancel);
        await store.UninstallAsync("a", Cancel);

        var keys = await store.FindAsync("a");
        Assert.Equal("second secret of at least thirty-two bytes"u8, keys!.Secret);
        Assert.Equal("first secret of at least thirty-two bytes"u8, keys.PreviousSecret!);
        Assert.False(keys.Tenant.IsInstalled);
        Assert.Equal(DateTimeKind.Utc, keys.Tenant.InstalledAt.Kind);
        Assert.Null((await store.FindAsync("A"))!.PreviousSecret);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_tenant_whose_secret_cannot_be_read_is_nobody_until_it_is_installed_again(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.Tenants().InstallAsync(Installation("a", "first secret of at least thirty-two bytes"), Cancel);
        database.LoseProtectionKeys();
        Assert.Null(await database.Tenants().FindAsync("a"));

        var store = database.Tenants();
        await store.InstallAsync(Installation("a", "second secret of at least thirty-two bytes"), Cancel);

        var keys = await store.FindAsync("a");
        Assert.Equal("second secret of at least thirty-two bytes"u8, keys!.Secret);
        Assert.Null(keys.PreviousSecret);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hundred_writers_leave_one_row(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var stores = new[] { database.Tenants(), database.Tenants() };

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => stores[i % 2].InstallAsync(Installation("a", $"secret number {i} of at least thirty-two bytes"), Cancel)));

        await using var db = database.Open();
        Assert.Equal(1, await db.Tenants.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_many_who_add_the_same_tenant_one_succeeds(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var store = database.Tenants();

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.TryAddAsync(Installation("a", $"secret number {i} of at least thirty-two bytes"), Cancel)));

        Assert.Single(added, true);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Texts_are_kept_by_version_swept_by_age_and_gone_with_their_tenant(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await database.Tenants().InstallAsync(Installation("a", "secret of at least thirty-two bytes in all"), Cancel);
        await using var db = database.Open();
        var tenant = await db.Tenants.SingleAsync(Cancel);
        foreach (var version in (int[])[1, 2])
        {
            db.Add(new CachedText { TenantId = tenant.Id, PageId = "1", MacroId = "x", PageVersion = version, Text = "日本語 " + version, FetchedAt = new DateTime(2026, 1, version, 0, 0, 0, DateTimeKind.Utc) });
        }

        db.Add(new CachedFile { TenantId = tenant.Id, Key = "used", Address = "a", UsedAt = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc) });
        db.Add(new CachedFile { TenantId = tenant.Id, Key = "forgotten", Address = "b", UsedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        await db.SaveChangesAsync(Cancel);
        await SourceSweep.SweepAsync(db, new DateTime(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc), Cancel);
        Assert.Equal("used", await db.CachedFiles.Select(f => f.Key).SingleAsync(Cancel));
        Assert.Equal("日本語 2", await db.CachedTexts.Where(t => t.PageVersion == 2).Select(t => t.Text).SingleAsync(Cancel));

        Assert.Equal(1, await db.CachedTexts.CountAsync(Cancel));
        await db.Tenants.ExecuteDeleteAsync(Cancel);
        Assert.Equal(0, await db.CachedTexts.CountAsync(Cancel) + await db.CachedFiles.CountAsync(Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Installation Installation(string clientKey, string secret) => new(clientKey, Product.Jira, "https://acme.atlassian.net", null, secret);
}

using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Instances;
using Markdwell.Services.Retention;
using Markdwell.Services.Settings;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Markdwell.Tests.Retention;

public sealed class ErasureTests
{
    private const string AcmeKey = "acme-1f0c9e6e-client-key";
    private const string AcmeUrl = "https://acme-of-old.atlassian.net/wiki";

    private static readonly string[] OfAcme = ["rcme", AcmeKey, "acme-of-old"];

    public static TheoryData<string> Kinds() => ["SQLite", "SQL Server"];

    [Theory, MemberData(nameof(Kinds))]
    public async Task After_the_erasure_nothing_of_the_tenant_is_anywhere_and_globex_is_as_it_was(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, globex) = await FillAsync(database);
        await using var db = database.Open();
        string[] words = [.. OfAcme, acme.ProtectedSecret, acme.ProtectedPreviousSecret!, acme.SecretFingerprint];
        var before = await WholeDatabase.DumpAsync(db, globex.Id, Cancel);
        var found = await WholeDatabase.FindAsync(db, words, Cancel);
        Assert.All(FilledTables.Of(db).Where(HoldsText), table => Assert.Contains(found, place => place.StartsWith($"rcme in {table.GetTableName()}.", StringComparison.Ordinal)));
        Assert.All(words, word => Assert.Contains(found, place => place.StartsWith(word, StringComparison.Ordinal)));

        await database.Tenants().UninstallAsync(AcmeKey, Cancel);
        await SweepAsync(database, DateTime.UtcNow.AddDays(29));
        Assert.Equal(2, await db.Tenants.CountAsync(Cancel));
        await SweepAsync(database, DateTime.UtcNow.AddDays(31));

        Assert.Empty(await WholeDatabase.FindAsync(db, words, Cancel));
        Assert.Equal(globex.Id, (await db.Tenants.AsNoTracking().SingleAsync(Cancel)).Id);
        Assert.Equal([globex.Id], await db.SpentPoints.Select(spent => spent.TenantId).ToListAsync(Cancel));
        Assert.Equal(before, await WholeDatabase.DumpAsync(db, globex.Id, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Erased_at_once_only_the_installation_is_left_and_the_ids_of_own_comments(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, globex) = await FillAsync(database);
        await using var db = database.Open();
        await db.Reactions.Where(r => r.TenantId == acme.Id).ExecuteDeleteAsync(Cancel);
        db.Add(new Reaction { TenantId = acme.Id, Kind = ReactionKind.OpenItems, Subject = "10001", CommentId = "500" });
        await db.SaveChangesAsync(Cancel);
        var before = await WholeDatabase.DumpAsync(db, globex.Id, Cancel);

        Assert.Equal(0, await Erasure(database).EraseNowAsync(acme, Cancel));

        Assert.Empty(await WholeDatabase.FindAsync(db, ["rcme"], Cancel));
        Assert.Equal("500", (await db.Reactions.AsNoTracking().SingleAsync(r => r.TenantId == acme.Id, Cancel)).CommentId);
        Assert.Equal(before, await WholeDatabase.DumpAsync(db, globex.Id, Cancel));
        Assert.NotNull(await database.Tenants().FindAsync(AcmeKey));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Erased_at_once_what_is_gone_will_still_be_forgotten(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, _) = await FillAsync(database);
        await using var db = database.Open();
        db.Add(new Job { TenantId = acme.Id, Kind = JobKind.Forget, Subject = "98305", Cause = "page_trashed", DueAt = DateTime.UtcNow.AddDays(30) });
        await db.SaveChangesAsync(Cancel);

        await Erasure(database).EraseNowAsync(acme, Cancel);

        Assert.Equal("98305", (await db.Jobs.AsNoTracking().SingleAsync(j => j.TenantId == acme.Id, Cancel)).Subject);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_jira_does_not_hold_yet_is_counted_and_nothing_is_erased(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, globex) = await FillAsync(database);
        await using var db = database.Open();
        await db.Notes.Where(n => n.TenantId == acme.Id && (n.IssueId == "rcme1" || n.IssueId == "rcme2")).ExecuteUpdateAsync(set => set.SetProperty(n => n.Revision, 2), Cancel);
        var before = await WholeDatabase.DumpAsync(db, acme.Id, Cancel);

        Assert.Equal(2, await Erasure(database).EraseNowAsync(acme, Cancel));
        Assert.Equal(before, await WholeDatabase.DumpAsync(db, acme.Id, Cancel));
        Assert.Equal(0, await Erasure(database).EraseNowAsync(globex, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_site_that_comes_back_between_the_look_and_the_erasure_keeps_everything(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await FillAsync(database);
        await database.Tenants().UninstallAsync(AcmeKey, Cancel);
        await using var db = database.Open();
        var seen = await db.Tenants.AsNoTracking().SingleAsync(t => t.ClientKey == AcmeKey, Cancel);
        await InstallAsync(database, AcmeKey, AcmeUrl);
        var before = await WholeDatabase.DumpAsync(db, seen.Id, Cancel);

        Assert.False(await Erasure(database).EraseTenantAsync(seen, Cancel));
        Assert.Equal(before, await WholeDatabase.DumpAsync(db, seen.Id, Cancel));

        await database.Tenants().UninstallAsync(AcmeKey, Cancel);
        Assert.False(await Erasure(database).EraseTenantAsync(seen, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_site_that_comes_back_in_the_middle_of_the_erasure_begins_anew_and_the_rest_goes_the_next_time(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, _) = await FillAsync(database);
        await database.Tenants().UninstallAsync(AcmeKey, Cancel);
        await using var db = database.Open();
        Assert.True(await database.Tenants().TryEndAsync(await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == acme.Id, Cancel), Cancel));

        // The process dies here.
        await InstallAsync(database, AcmeKey, AcmeUrl);
        var anew = await db.Tenants.AsNoTracking().SingleAsync(t => t.ClientKey == AcmeKey, Cancel);
        Assert.NotEqual(acme.Id, anew.Id);
        Assert.Equal(0, await db.Notes.CountAsync(n => n.TenantId == anew.Id, Cancel));

        await SweepAsync(database, DateTime.UtcNow);
        Assert.Empty(await WholeDatabase.FindAsync(db, ["rcme"], Cancel));
        Assert.Equal(2, await db.Tenants.CountAsync(Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Several_instances_that_erase_the_same_tenant_do_not_fight(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var (acme, globex) = await FillAsync(database);
        await database.Tenants().UninstallAsync(AcmeKey, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SweepAsync(database, DateTime.UtcNow.AddDays(31)))));
        await SweepAsync(database, DateTime.UtcNow.AddDays(31));

        await using var db = database.Open();
        Assert.Equal(globex.Id, (await db.Tenants.SingleAsync(Cancel)).Id);
        Assert.False(await db.Notes.AnyAsync(n => n.TenantId == acme.Id, Cancel));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_number_of_an_erased_tenant_is_never_given_again(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await InstallAsync(database, AcmeKey, AcmeUrl);
        await database.Tenants().UninstallAsync(AcmeKey, Cancel);
        await using var db = database.Open();
        var id = (await db.Tenants.AsNoTracking().SingleAsync(Cancel)).Id;
        await SweepAsync(database, DateTime.UtcNow.AddDays(31));
        await InstallAsync(database, "globex", "https://globex.atlassian.net/wiki");

        Assert.NotEqual(id, (await db.Tenants.AsNoTracking().SingleAsync(Cancel)).Id);
    }

    [Fact]
    public void Every_statement_is_one_for_sql_server()
    {
        using var server = new SqlServerAppDbContext(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options);
        foreach (var table in TenantTables.Of(server))
        {
            var sql = TenantTables.Delete(server, table, 200, "1 = 1").Replace("{0}", "@p0", StringComparison.Ordinal);
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
            Assert.Empty(errors);
        }
    }

    // Numbers alone are nobody's words.
    private static bool HoldsText(IEntityType table) => table.GetProperties().Any(property => property.ClrType == typeof(string));

    private static async Task<(Tenant Acme, Tenant Globex)> FillAsync(TestDatabase database)
    {
        await InstallAsync(database, AcmeKey, AcmeUrl);
        await InstallAsync(database, AcmeKey, AcmeUrl);
        await InstallAsync(database, "globex", "https://globex.atlassian.net/wiki");
        await using var db = database.Open();
        var (acme, globex) = (await db.Tenants.AsNoTracking().SingleAsync(t => t.ClientKey == AcmeKey, Cancel), await db.Tenants.AsNoTracking().SingleAsync(t => t.ClientKey == "globex", Cancel));
        await new FilledTables(db).FillAsync(acme.Id, "rcme", Cancel);
        await new FilledTables(db).FillAsync(globex.Id, "globex", Cancel);

        // What was there before is to leave no trace either.
        await db.CachedTexts.Where(t => t.TenantId == acme.Id && t.MacroId.EndsWith('3')).ExecuteUpdateAsync(set => set.SetProperty(t => t.Text, "rcme"), Cancel);
        await db.CachedFiles.Where(f => f.TenantId == acme.Id && f.Key.EndsWith('5')).ExecuteDeleteAsync(Cancel);
        return (acme, globex);
    }

    private static Task InstallAsync(TestDatabase database, string clientKey, string baseUrl) =>
        database.Tenants().InstallAsync(new Installation(clientKey, Product.Confluence, baseUrl, null, $"{Guid.NewGuid():N}{Guid.NewGuid():N}"), Cancel);

    private static Erasure Erasure(TestDatabase database) => new(database, database.Tenants(), []);

    private static async Task SweepAsync(TestDatabase database, DateTime now)
    {
        await using var db = database.Open();
        await new RetentionSweep(Erasure(database), new SettingsStore(database, new Notices(), TimeProvider.System), NullLogger<RetentionSweep>.Instance).SweepAsync(db, now, Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Tests.Sources.Network;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Jobs;

/// <summary>What is written by hand for SQLite does what EF does for every database.</summary>
public sealed class SqliteJoinTests : IAsyncLifetime
{
    private const int ByHand = 1;
    private const int ByEF = 2;

    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, 7, DateTimeKind.Utc);

    private readonly StoppedClock clock = new();
    private TestDatabase database = null!;
    private SqliteJoin byHand = null!;

    public static TheoryData<string, Job?> Rows => new()
    {
        { "none", null },
        { "due before", Row(Now.AddSeconds(-1)) },
        { "due at the same time", Row(Now.AddSeconds(1)) },
        { "due after", Row(Now.AddMinutes(1)) },
        { "waiting after a failure", Row(Now.AddMinutes(1), failures: 3) },
        { "worked on after a failure", Row(Now.AddMinutes(1), failures: 3, leasedUntil: Now.AddMinutes(1)) },
        { "a lease that is over", Row(Now.AddMinutes(1), failures: 3, leasedUntil: Now) },
        { "worked on", Row(Now.AddMinutes(1), leasedUntil: Now.AddMinutes(1)) },
        { "set aside", Row(null, failures: 8) },
    };

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync("SQLite");
        await using var db = database.Open();
        db.Tenants.AddRange(Tenant(ByHand), Tenant(ByEF));
        await db.SaveChangesAsync(Cancel);
        clock.Advance(Now - clock.GetUtcNow().UtcDateTime);
        byHand = new(database, database.Line!, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await byHand.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public async Task A_telling_leaves_the_same_row(string state, Job? row)
    {
        if (row is not null)
        {
            await using var db = database.Open();
            db.AddRange(Copy(row, ByHand), Copy(row, ByEF));
            await db.SaveChangesAsync(Cancel);
        }

        foreach (var trace in (string?[])["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null])
        {
            await byHand.JoinAsync([Telling(ByHand, trace)]);
            await new JobRows(database, clock).JoinAsync([Telling(ByEF, trace)]);
        }

        await using var after = database.Open();
        var rows = await after.Jobs.AsNoTracking().OrderBy(j => j.TenantId).ToListAsync(Cancel);
        Assert.Equal([ByHand, ByEF], rows.Select(job => job.TenantId));
        Assert.Equal(Told(rows[1]), Told(rows[0]));
        Assert.True(rows[0].Revision == (row?.Revision ?? 0) + 6, state);
    }

    [Fact]
    public async Task Of_a_tenant_that_is_no_more_nothing_is_kept_and_who_comes_after_is_served()
    {
        await byHand.JoinAsync([Telling(ByHand)]);
        await Assert.ThrowsAsync<DbUpdateException>(() => byHand.JoinAsync([Telling(ByEF), Telling(999)]));
        Assert.True(database.Line!.IsFree);
        Assert.Equal([ByHand], await TenantsAsync());

        await byHand.JoinAsync([Telling(ByEF)]);
        Assert.Equal([ByHand, ByEF], await TenantsAsync());
    }

    [Fact]
    public async Task It_stands_in_line_behind_who_writes()
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var joining = byHand.JoinAsync([Telling(ByHand)]);
        await Task.Delay(50, Cancel);
        Assert.False(joining.IsCompleted);

        await transaction.CommitAsync(Cancel);
        await transaction.DisposeAsync();
        await joining;
        Assert.Equal([ByHand], await TenantsAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<List<int>> TenantsAsync()
    {
        await using var db = database.Open();
        return await db.Jobs.Select(j => j.TenantId).Order().ToListAsync(Cancel);
    }

    private static object Told(Job job) => (job.Kind, job.Subject, job.Revision, job.Cause, job.Hints, job.ToldAt, job.DueAt, job.LeasedUntil, job.Failures, job.Failure, job.Trace);

    private static Telling Telling(int tenantId, string? trace = null) =>
        new(new(tenantId, JobKind.Issue, "10001"), "jira:issue_updated", JobHints.NoteChanged, Now, Now.AddSeconds(1), Count: 3) { Trace = trace };

    private static Job Row(DateTime? dueAt, int failures = 0, DateTime? leasedUntil = null) => new()
    {
        Kind = JobKind.Issue,
        Subject = "10001",
        Revision = 5,
        Cause = "jira:issue_created",
        Hints = JobHints.StatusChanged,
        ToldAt = Now.AddHours(-1),
        DueAt = dueAt,
        LeasedUntil = leasedUntil,
        Failures = failures,
        Failure = failures > 0 ? "Unavailable" : null,
    };

    private static Job Copy(Job row, int tenantId) => new()
    {
        TenantId = tenantId,
        Kind = row.Kind,
        Subject = row.Subject,
        Revision = row.Revision,
        Cause = row.Cause,
        Hints = row.Hints,
        ToldAt = row.ToldAt,
        DueAt = row.DueAt,
        LeasedUntil = row.LeasedUntil,
        Failures = row.Failures,
        Failure = row.Failure,
    };

    private static Tenant Tenant(int id) => new()
    {
        Id = id,
        ClientKey = $"{id}",
        Product = Product.Jira,
        BaseUrl = "https://acme.example",
        ProtectedSecret = "secret",
        SecretFingerprint = "print",
        InstalledAt = DateTime.UnixEpoch,
    };
}

using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Markdwell.Tests.Storage;

/// <summary>Nobody here is in SQLite while somebody else writes: a statement that ran would hold the test's own thread until it gave up.</summary>
public sealed class SqliteLineTests : IAsyncLifetime
{
    private const int Tenant = 1;

    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync("SQLite");
        await using var db = database.Open();
        db.Tenants.Add(new() { Id = Tenant, ClientKey = "acme", Product = Product.Jira, BaseUrl = "https://acme.example", ProtectedSecret = "secret", SecretFingerprint = "print", InstalledAt = DateTime.UnixEpoch });
        await db.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Writers_come_in_the_order_in_which_they_stand_in_line_and_readers_do_not_wait()
    {
        await using var first = database.Open();
        var transaction = await WriteAsync(first, "first");
        var others = Enumerable.Range(1, 8).Select(n => SaveAsync($"{n}", Cancel)).ToList();

        Assert.Empty(await DetailsAsync());
        Assert.DoesNotContain(others, other => other.IsCompleted);
        await transaction.CommitAsync(Cancel);
        await transaction.DisposeAsync();
        await Task.WhenAll(others);

        Assert.Equal(["first", .. Enumerable.Range(1, 8).Select(n => $"{n}")], await DetailsAsync());
    }

    [Fact]
    public async Task Who_gives_up_breaks_off_or_fails_leaves_the_line()
    {
        await using (var first = database.Open())
        {
            await using var transaction = await WriteAsync(first, "never committed");
            using var impatient = new CancellationTokenSource();
            var leaving = SaveAsync("given up", impatient.Token);
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        }

        await using var db = database.Open();
        db.AuditEntries.Add(new() { TenantId = 999, Action = AuditAction.DataErased, Detail = "of no tenant" });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));

        await SaveAsync("in its turn", Cancel);
        await using var other = database.Open();
        Assert.Equal(1, await other.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(e => e.AccountId, "somebody"), Cancel));
        Assert.Equal(1, await other.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(e => e.AccountId, "somebody else"), Cancel));
        Assert.Equal(["in its turn"], await DetailsAsync());
    }

    [Fact]
    public async Task Whose_transaction_cannot_begin_leaves_the_line()
    {
        await using (var first = database.Open())
        {
            // By a plain statement, of which EF knows nothing: a transaction within one is refused.
            await first.Database.OpenConnectionAsync(Cancel);
            await first.Database.ExecuteSqlRawAsync("BEGIN", Cancel);
            await Assert.ThrowsAsync<SqliteException>(() => first.Database.BeginTransactionAsync(Cancel));
        }

        await SaveAsync("in its turn", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(["in its turn"], await DetailsAsync());
    }

    [Fact]
    public async Task Who_has_lost_patience_does_not_stand_in_line_again_with_each_statement()
    {
        using var line = new SqliteLine(TimeSpan.FromMilliseconds(1));
        await using var first = new SqliteConnection("Data Source=:memory:");
        await using var second = new SqliteConnection("Data Source=:memory:");
        await first.OpenAsync(Cancel);
        await second.OpenAsync(Cancel);
        await EnterAsync(line, first);
        await EnterAsync(line, second);
        await EnterAsync(line, second);

        // What nobody had is not given back: the next one in line would come in beside the first.
        await second.CloseAsync();
        Assert.False(line.IsFree);
        await first.CloseAsync();
        Assert.True(line.IsFree);
    }

    private static async Task EnterAsync(SqliteLine line, SqliteConnection connection) =>
        await line.TransactionStartingAsync(connection, null!, default, Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<IDbContextTransaction> WriteAsync(AppDbContext db, string detail)
    {
        var transaction = await db.Database.BeginTransactionAsync(Cancel);
        db.AuditEntries.Add(Entry(detail));
        await db.SaveChangesAsync(Cancel);
        return transaction;
    }

    private async Task SaveAsync(string detail, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        db.AuditEntries.Add(Entry(detail));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<List<string>> DetailsAsync()
    {
        await using var db = database.Open();
        return await db.AuditEntries.OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync(Cancel);
    }

    private static AuditEntry Entry(string detail) => new() { TenantId = Tenant, At = DateTime.UnixEpoch, Action = AuditAction.DataErased, Detail = detail };
}

using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Instances;
using Markdwell.Services.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Markdwell.Tests.Storage;

/// <summary>An empty, migrated database that is gone afterwards.</summary>
public sealed class TestDatabase : IDbContextFactory<AppDbContext>, IAsyncDisposable
{
    private const string SqlServerVariable = "MARKDWELL_TEST_SQLSERVER";

    private EphemeralDataProtectionProvider protection = new();
    private readonly Func<AppDbContext> open;

    private TestDatabase(Func<AppDbContext> open, SqliteLine? line = null) => (this.open, Line) = (open, line);

    /// <summary>SQLite's.</summary>
    internal SqliteLine? Line { get; }

    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var name = $"markdwell-{Guid.NewGuid():N}";
        var database = kind == "SQLite" ? Sqlite(name) : new TestDatabase(SqlServer(name));
        await using var db = database.Open();
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    public AppDbContext Open() => open();

    public AppDbContext CreateDbContext() => open();

    public TenantStore Tenants() => new(this, protection, new Notices(), TimeProvider.System, NullLogger<TenantStore>.Instance);

    public void LoseProtectionKeys() => protection = new();

    public async ValueTask DisposeAsync()
    {
        await using var db = Open();
        await db.Database.EnsureDeletedAsync();
    }

    private static TestDatabase Sqlite(string name)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(Path.GetTempPath(), name + ".db") }.ToString();
        var line = new SqliteLine(Timeout.InfiniteTimeSpan);
        var options = new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(connection).AddInterceptors(new SqlitePragmas(), line).Options;

        // From a pool, as the app has them: what a context leaves behind meets the next one.
        return new(new PooledDbContextFactory<SqliteAppDbContext>(options).CreateDbContext, line);
    }

    private static Func<AppDbContext> SqlServer(string name)
    {
        var server = Environment.GetEnvironmentVariable(SqlServerVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), $"{SqlServerVariable} names no SQL Server.");
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString();
        var batchSize = int.TryParse(Environment.GetEnvironmentVariable("Database__MaxBatchSize"), out var size) ? size : (int?)null;
        var options = new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer(connection, sql =>
        {
            sql.EnableRetryOnFailure();
            if (batchSize is { } set)
            {
                sql.MaxBatchSize(set);
            }
        }).Options;
        return () => new SqlServerAppDbContext(options);
    }
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Markdwell.Tests.Storage;

/// <summary>What can be known of the tables and queries without a server.</summary>
public sealed class SchemaTests
{
    private static readonly SqlServerAppDbContext SqlServer = new(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options);
    private static readonly SqliteAppDbContext Sqlite = new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options);

    [Fact]
    public void The_migrations_hold_every_change_of_the_model()
    {
        Assert.False(SqlServer.Database.HasPendingModelChanges());
        Assert.False(Sqlite.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Both_kinds_have_the_same_migrations() =>
        Assert.Equal(Names(Sqlite), Names(SqlServer));

    [Fact]
    public void The_script_for_sql_server_is_well_formed()
    {
        var script = SqlServer.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors);
        Assert.Contains("CREATE TABLE [Tenants]", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_query_translates_for_sql_server()
    {
        List<string> keys = ["a", "b"];
        IQueryable[] queries =
        [
            SqlServer.Tenants.Where(t => t.ClientKey == "a"),
            SqlServer.CachedTexts.Where(t => t.TenantId == 1 && t.PageId == "1" && t.MacroId == "x" && t.PageVersion == 1).Select(t => t.Text),
            SqlServer.CachedFiles.Where(f => f.TenantId == 1 && keys.Contains(f.Key)),
            SqlServer.DataProtectionKeys,
        ];

        foreach (var query in queries)
        {
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(query.ToQueryString()), out var errors);
            Assert.Empty(errors);
        }
    }

    private static IEnumerable<string> Names(DbContext db) => db.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);
}

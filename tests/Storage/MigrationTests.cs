using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Markdwell.Tests.Storage;

/// <summary>
/// While an update goes round, the version before works on the new tables. So a migration only adds: what an older version does not know must
/// not be in its way.
/// </summary>
public sealed class MigrationTests
{
    /// <summary>What takes something away nevertheless, as <c>Migration: what</c>, and which release was the last that needed it.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal);

    [Fact]
    public void The_version_before_works_on_with_every_migration()
    {
        var contexts = (DbContext[])
        [
            new SqlServerAppDbContext(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options),
            new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options),
        ];
        foreach (var db in contexts)
        {
            var assembly = db.GetService<IMigrationsAssembly>();
            var offenders =
                from migration in assembly.Migrations
                from offence in Offences(assembly.CreateMigration(migration.Value, db.Database.ProviderName!).UpOperations)
                select $"{migration.Value.Name}: {offence}";

            Assert.NotEmpty(assembly.Migrations);
            Assert.DoesNotContain(offenders, offender => !Allowed.ContainsKey(offender));
        }
    }

    [Fact]
    public void What_an_older_version_would_stumble_over_is_an_offence()
    {
        MigrationOperation[] made =
        [
            new CreateTableOperation { Name = "New" },
            new AddColumnOperation { Table = "New", Name = "Needed" },
            new CreateIndexOperation { Table = "New", Name = "One", IsUnique = true },
            new AddColumnOperation { Table = "Old", Name = "Optional", IsNullable = true },
            new AddColumnOperation { Table = "Old", Name = "Zero", DefaultValue = 0 },
            new CreateIndexOperation { Table = "Old", Name = "Fast" },
            new AddColumnOperation { Table = "Old", Name = "Needed" },
            new CreateIndexOperation { Table = "Old", Name = "One", IsUnique = true },
            new AddForeignKeyOperation { Table = "Old", Name = "Bound" },
            new AlterColumnOperation { Table = "Old", Name = "Narrow" },
            new DropColumnOperation { Table = "Old", Name = "Gone" },
            new RenameTableOperation { Name = "Old" },
            new SqlOperation { Sql = "DELETE FROM Old" },
        ];

        Assert.Equal(
            [
                "Old.Needed is needed and has no default", "Old has a new rule One", "Old has a new rule Bound",
                "AlterColumnOperation", "DropColumnOperation", "RenameTableOperation", "SqlOperation",
            ],
            Offences(made));
    }

    private static IEnumerable<string> Offences(IReadOnlyList<MigrationOperation> operations)
    {
        // An older version writes nothing into a table that it does not know.
        var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        return operations.Select(operation => operation switch
        {
            ITableMigrationOperation of when made.Contains(of.Table) => null,
            CreateTableOperation or AddColumnOperation { IsNullable: true } or CreateIndexOperation { IsUnique: false } => null,
            AddColumnOperation { DefaultValue: not null } or AddColumnOperation { DefaultValueSql: not null } => null,
            AddColumnOperation column => $"{column.Table}.{column.Name} is needed and has no default",
            CreateIndexOperation index => $"{index.Table} has a new rule {index.Name}",
            AddForeignKeyOperation key => $"{key.Table} has a new rule {key.Name}",
            _ => operation.GetType().Name,
        }).OfType<string>();
    }
}

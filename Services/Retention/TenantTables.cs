using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Markdwell.Services.Retention;

/// <summary>The tables that hold something of tenants, as the model knows them.</summary>
internal static class TenantTables
{
    private const string TenantId = nameof(CachedText.TenantId);

    public static IEnumerable<IEntityType> Of(AppDbContext db) => db.Model.GetEntityTypes().Where(type => type.FindProperty(TenantId) is not null);

    /// <summary>Deletes some rows of the tenant {0}. EF's own way to say so would compare each row of the table with each of those on SQLite.</summary>
    /// <param name="condition">Which of them, in SQL.</param>
    public static string Delete(AppDbContext db, IEntityType table, int most, string? condition = null)
    {
        var (name, rows) = (table.GetTableName(), $"\"{TenantId}\" = {{0}}{(condition is null ? "" : $" AND {condition}")}");
        return db.Database.IsSqlite()
            ? $"""DELETE FROM "{name}" WHERE rowid IN (SELECT rowid FROM "{name}" WHERE {rows} LIMIT {most})"""
            : $"""DELETE TOP ({most}) FROM "{name}" WHERE {rows}""";
    }
}

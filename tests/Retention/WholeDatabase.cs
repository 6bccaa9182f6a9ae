using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Markdwell.Models;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Retention;

/// <summary>Every value of every table, and every byte of the files below.</summary>
public static class WholeDatabase
{
    /// <summary>Where one of the words stands: <c>Notes.Text</c>, or the file's name.</summary>
    public static async Task<List<string>> FindAsync(AppDbContext db, IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var table in await TablesAsync(db, cancellationToken))
        {
            await EachValueAsync(db, $"SELECT * FROM \"{table}\"", (column, value) =>
                found.AddRange(words.Where(word => value.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{word} in {table}.{column}")), cancellationToken);
        }

        return [.. found.Distinct(), .. FindInFiles(db, words)];
    }

    /// <summary>All rows of one tenant.</summary>
    public static async Task<string> DumpAsync(AppDbContext db, int tenantId, CancellationToken cancellationToken)
    {
        var dump = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Where(table => table != "DataProtectionKeys"))
        {
            dump.AppendLine(table);
            var key = table == "Tenants" ? "Id" : "TenantId";
            await EachValueAsync(db, string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM \"{table}\" WHERE \"{key}\" = {tenantId}"), (column, value) => dump.AppendLine($"{column}: {value}"), cancellationToken);
        }

        return dump.ToString();
    }

    private static IEnumerable<string> FindInFiles(AppDbContext db, IReadOnlyCollection<string> words)
    {
        foreach (var end in db.Database.IsSqlite() ? (string[])["", "-wal", "-shm"] : [])
        {
            var name = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + end;
            if (File.Exists(name))
            {
                using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                file.CopyTo(bytes);
                foreach (var word in words.Where(word => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(word)) >= 0))
                {
                    yield return $"{word} in the file{end}";
                }
            }
        }
    }

    private static async Task<List<string>> TablesAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        var sql = db.Database.IsSqlite() ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES";
        await EachValueAsync(db, sql, (_, name) => tables.Add(name), cancellationToken);
        return tables;
    }

    private static async Task EachValueAsync(AppDbContext db, string sql, Action<string, string> see, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            await using DbDataReader reader = await command.ExecuteReaderAsync(CommandBehavior.Default, cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    see(reader.GetName(column), reader.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

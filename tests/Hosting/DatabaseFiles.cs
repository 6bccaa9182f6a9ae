using System.Text;
using Markdwell.Models;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Tests.Hosting;

/// <summary>Every byte that a thief of the disk would get: the database with what was not yet written back to it, and what lies beside it.</summary>
internal static class DatabaseFiles
{
    /// <summary>A character for each byte.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(IDbContextFactory<AppDbContext> database)
    {
        await using var db = await database.CreateDbContextAsync(Cancel);

        // SQLite takes its log away with the last connection, so one that has read stays open meanwhile.
        await db.Database.OpenConnectionAsync(Cancel);
        Assert.True(await db.Tenants.AnyAsync(Cancel));
        var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource)!;
        var files = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            files.Add(await reader.ReadToEndAsync(Cancel));
        }

        Assert.Contains(files, file => file.StartsWith("SQLite format 3", StringComparison.Ordinal));
        return files;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

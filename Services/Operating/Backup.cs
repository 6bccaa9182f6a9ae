using Markdwell.Services.Storage;
using Microsoft.Data.Sqlite;

namespace Markdwell.Services.Operating;

/// <summary>
/// Copies SQLite's database while the app serves. A copy of the file itself would be of two moments, and lack what still
/// stands in the log beside it.
/// </summary>
internal static class Backup
{
    public static async Task WriteAsync(WebApplicationBuilder builder, string file)
    {
        if (DatabaseServices.SqlServerConnection(builder) is not null)
        {
            throw new SettingException("--backup copies SQLite's database; SQL Server has tools of its own.");
        }

        var target = Path.GetFullPath(file);
        if (File.Exists(target))
        {
            throw new SettingException($"--backup writes no file that is there already: {target}");
        }

        try
        {
            await CopyAsync(DatabaseServices.SqliteConnection(builder), target);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"--backup could not write {target}: {e.Message}");
        }
    }

    /// <summary>Under another name first: what stands there under its own is whole.</summary>
    private static async Task CopyAsync(string database, string target)
    {
        var unfinished = target + ".unfinished";
        MakePrivate(unfinished);
        await ExecuteAsync(new(database) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }, "VACUUM INTO $file", unfinished);
        var verdict = await ExecuteAsync(new() { DataSource = unfinished, Mode = SqliteOpenMode.ReadOnly, Pooling = false }, "PRAGMA integrity_check");
        if (verdict is not "ok")
        {
            throw new IOException($"The copy is broken: {verdict}");
        }

        File.Move(unfinished, target);
    }

    /// <summary>It holds the keys to its own secrets, as the database does: nobody else on the machine may read it.</summary>
    private static void MakePrivate(string file)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var empty = new FileStream(file, options);
    }

    private static async Task<object?> ExecuteAsync(SqliteConnectionStringBuilder database, string sql, string? file = null)
    {
        await using var connection = new SqliteConnection(database.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        if (file is not null)
        {
            command.Parameters.AddWithValue("$file", file);
        }

        return await command.ExecuteScalarAsync();
    }
}

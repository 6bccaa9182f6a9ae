using System.Globalization;
using Markdwell.Models;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>SQL Server when a connection string names one, else SQLite in the data folder.</summary>
internal static class DatabaseServices
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        if (options.MaxBatchSize is < 1)
        {
            throw new SettingException("Database__MaxBatchSize must be 1 or more.");
        }

        builder.Services.AddSingleton(options);
        if (SqlServerConnection(builder) is { } sqlServer)
        {
            if (!KnowsCultures())
            {
                throw new SettingException("ConnectionStrings__SqlServer is set, and SQL Server's client needs ICU. Install libicu, and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
            }

            builder.Services.AddContext<SqlServerAppDbContext>((_, db) => UseSqlServer(db, sqlServer, options));
        }
        else
        {
            var connection = SqliteConnection(builder);
            builder.Services.AddSingleton<SqliteLine>();
            builder.Services.AddContext<SqliteAppDbContext>((provider, db) => db.UseSqlite(connection).AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<SqliteLine>()));
        }

        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<DatabaseMigration>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DatabaseMigration>());
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddHostedService<BacklogWatch>();
        builder.Services.AddDataProtection().SetApplicationName("Markdwell").PersistKeysToDbContext<AppDbContext>();
    }

    /// <returns>Null where the database is SQLite's.</returns>
    public static string? SqlServerConnection(WebApplicationBuilder builder) => builder.Configuration.GetConnectionString("SqlServer") is { Length: > 0 } set ? set : null;

    public static string SqliteConnection(WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["Data:Folder"] is { Length: > 0 } set ? set : "data", builder.Environment.ContentRootPath);
        try
        {
            // The database holds the keys to its own secrets: nobody else on the machine may read it.
            _ = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Data__Folder is '{folder}', which cannot be made: {e.Message}");
        }

        return new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "markdwell.db"), DefaultTimeout = 10 }.ToString();
    }

    // SQL Server's client refuses to open a connection then, each time; the runtime without ICU does not start unless it was told to do without.
    private static bool KnowsCultures()
    {
        try
        {
            return CultureInfo.GetCultureInfo("en-US").EnglishName.StartsWith("English", StringComparison.Ordinal);
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private static void UseSqlServer(DbContextOptionsBuilder db, string connection, DatabaseOptions options)
    {
        try
        {
            _ = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException e)
        {
            throw new SettingException($"ConnectionStrings__SqlServer is no connection string: {e.Message}");
        }

        db.UseSqlServer(connection, server =>
        {
            server.EnableRetryOnFailure();
            if (options.MaxBatchSize is { } size)
            {
                server.MaxBatchSize(size);
            }
        });
    }

    private static void AddContext<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : AppDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<AppDbContext>, AppDbContextFactory<TContext>>();
        services.AddScoped<AppDbContext>(provider => provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext());
    }

    private sealed class AppDbContextFactory<TContext>(IDbContextFactory<TContext> factory) : IDbContextFactory<AppDbContext>
        where TContext : AppDbContext
    {
        public AppDbContext CreateDbContext() => factory.CreateDbContext();
    }
}

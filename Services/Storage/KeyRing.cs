using Markdwell.Models;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Markdwell.Services.Storage;

/// <summary>
/// The keys that tenants' secrets are encrypted with lie in the database. The framework reads them before the server listens, which is a
/// fifth of a start; here they are read as soon as the database is ready, beside the rest of it. Whoever needs them sooner waits for them.
/// </summary>
internal sealed partial class KeyRing(IDataProtectionProvider protection, ILogger<KeyRing> logger)
{
    private const string FrameworksOwn = "Microsoft.AspNetCore.DataProtection.Internal.DataProtectionHostedService";

    /// <summary>Once all services are there, because several parts of the framework bring it along.</summary>
    public static void RemoveFrameworksOwn(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ImplementationType?.FullName == FrameworksOwn));

    /// <summary>Of instances that start together on an empty database, one makes the first key. Else each made its own, and knew the others' a day later.</summary>
    public async Task MakeFirstAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!await HasKeyAsync(db, cancellationToken))
            {
                await using var gate = await db.GetService<IHistoryRepository>().AcquireDatabaseLockAsync(cancellationToken);
                if (!await HasKeyAsync(db, cancellationToken))
                {
                    Load();
                }
            }
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            Log.NotLoaded(logger, DatabaseFault.Reason(e));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public void Load()
    {
        try
        {
            // There is no call that reads them and does nothing else.
            protection.CreateProtector(nameof(KeyRing)).Protect([]);
        }
        catch (Exception e)
        {
            // The database may have gone away again. Whoever needs them next asks for them, and says so if there are none.
            Log.NotLoaded(logger, DatabaseFault.Reason(e));
        }
    }

    // In plain SQL, for the first query that EF makes up takes a fifth of a start.
    private static async Task<bool> HasKeyAsync(AppDbContext db, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{nameof(AppDbContext.DataProtectionKeys)}\"";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken)) > 0;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The keys of data protection could not be read at start: {Reason}")]
        public static partial void NotLoaded(ILogger logger, string reason);
    }
}

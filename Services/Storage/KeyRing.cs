using Microsoft.AspNetCore.DataProtection;

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
            Log.NotLoaded(logger, e.GetBaseException().Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The keys of data protection could not be read at start: {Reason}")]
        public static partial void NotLoaded(ILogger logger, string reason);
    }
}

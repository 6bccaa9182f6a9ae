using Markdwell.Services.Storage;

namespace Markdwell.Services.Settings;

internal static class SettingsServices
{
    public static void AddSettings(this IServiceCollection services)
    {
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<Erased>(provider => provider.GetRequiredService<SettingsStore>().Changed);
        services.AddSingleton<SiteRenderers>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Sweep>(AuditLog.SweepAsync);
    }
}

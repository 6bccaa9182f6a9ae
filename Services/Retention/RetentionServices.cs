using Markdwell.Models;
using Markdwell.Services.Connect.Tenants;
using Markdwell.Services.Instances;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Retention;

internal static class RetentionServices
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton(provider => new Erasure(
            provider.GetRequiredService<IDbContextFactory<AppDbContext>>(), provider.GetRequiredService<TenantStore>(), provider.GetServices<Erased>()));
        services.AddSingleton<Erased>(provider => provider.GetRequiredService<Salts>().Changed);
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<Sweep>(provider => provider.GetRequiredService<RetentionSweep>().SweepAsync);
    }
}

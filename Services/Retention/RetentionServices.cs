using Markdwell.Services.Storage;

namespace Markdwell.Services.Retention;

internal static class RetentionServices
{
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<Erasure>();
        services.AddSingleton<RetentionSweep>();
        services.AddSingleton<Sweep>(provider => provider.GetRequiredService<RetentionSweep>().SweepAsync);
    }
}

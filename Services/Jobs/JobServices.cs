using Markdwell.Models;
using Markdwell.Services.Jobs.Working;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobTurns>();
        services.AddSingleton<JobWork>();
        services.AddHostedService<JobWorker>();
        services.AddSingleton<Sweep>(JobSweep.SweepAsync);
        services.AddSingleton(Store);
    }

    // Its parts are this room's own business, so the container does not see how it is made.
    private static JobStore Store(IServiceProvider services) => new(
        services.GetRequiredService<IDbContextFactory<AppDbContext>>(),
        services.GetRequiredService<JobSignal>(),
        services.GetRequiredService<TimeProvider>());
}

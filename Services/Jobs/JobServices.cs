using Markdwell.Models;
using Markdwell.Services.Jobs.Working;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

internal static class JobServices
{
    /// <exception cref="InvalidOperationException">The setting is neither yes nor no.</exception>
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        // An instance that only answers leaves the work to those beside it.
        if (builder.Configuration.GetValue("Jobs:Work", defaultValue: true))
        {
            builder.Services.AddHostedService<JobWorker>();
        }

        var services = builder.Services;
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobTurns>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<Sweep>(JobSweep.SweepAsync);
        services.AddSingleton(JobBacklogs.Due);
        services.AddSingleton(JobBacklogs.SetAside);
        services.AddSingleton(Store);
    }

    // Its parts are this room's own business, so the container does not see how it is made.
    private static JobStore Store(IServiceProvider services) => new(
        services.GetRequiredService<IDbContextFactory<AppDbContext>>(),
        services.GetService<SqliteLine>(),
        services.GetRequiredService<JobSignal>(),
        services.GetRequiredService<TimeProvider>());
}

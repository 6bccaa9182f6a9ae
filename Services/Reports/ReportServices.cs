using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Reports.Snapshots;
using Markdwell.Services.Storage;

namespace Markdwell.Services.Reports;

internal static class ReportServices
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ProgressRows>();
        services.AddSingleton<ReportRights>();
        services.AddSingleton<Visibility>();
        services.AddSingleton<ReportSnapshots>();
        services.AddSingleton<Rebuilds>();
        services.AddSingleton<RebuildWalk>();
        services.AddSingleton(provider => new JobHandler(JobKind.Rebuild, provider.GetRequiredService<RebuildWalk>().WorkAsync));
        services.AddSingleton<Sweep>(ProgressRows.SweepAsync);
    }
}

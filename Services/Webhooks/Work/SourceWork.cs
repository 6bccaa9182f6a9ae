using Markdwell.Services.Jobs;
using Markdwell.Services.Reactions;
using Markdwell.Services.Settings;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>Files that a page shows are to be had no more, or again.</summary>
internal sealed class SourceWork(BrokenSourceReaction reaction, SettingsStore settings)
{
    public async Task<JobResult> WorkAsync(DueJob job, CancellationToken cancellationToken) =>
        (await settings.ForAsync(job.Tenant.Id, cancellationToken)).Reactions.BrokenSources
            ? await reaction.ReactAsync(job.Tenant, job.Subject, cancellationToken)
            : JobResult.Done;
}

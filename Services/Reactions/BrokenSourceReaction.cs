using Markdwell.Models;
using Markdwell.Services.Jobs;

namespace Markdwell.Services.Reactions;

/// <summary>One comment on a page when a file that it shows is to be had no more, answered when it is to be had again.</summary>
public sealed class BrokenSourceReaction
{
    /// <summary>Asks the hosts about all that the page shows.</summary>
    public Task<JobResult> ReactAsync(Tenant tenant, string pageId, CancellationToken cancellationToken) => throw new NotSupportedException();
}

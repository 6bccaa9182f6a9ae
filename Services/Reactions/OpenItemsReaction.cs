using Markdwell.Models;
using Markdwell.Services.Jobs;

namespace Markdwell.Services.Reactions;

/// <summary>One comment on an issue that is done while required items of its note are open, kept in step with them.</summary>
public sealed class OpenItemsReaction
{
    /// <param name="isDone">Whether the issue's status is of the category Done.</param>
    /// <param name="wasMoved">Whether its status was changed since this was last called.</param>
    /// <param name="openItems">The labels of the required items that are open, in the author's Markdown, in their order.</param>
    public Task<JobResult> ReactAsync(Tenant tenant, string issueId, bool isDone, bool wasMoved, IReadOnlyList<string> openItems, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

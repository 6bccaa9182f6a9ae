using Markdwell.Models;

namespace Markdwell.Services.Retention;

/// <summary>Takes a tenant out of the database.</summary>
public sealed class Erasure
{
    /// <summary>All but the installation itself, for a site that goes on using the app. Jira and Confluence keep what is theirs.</summary>
    /// <returns>How many notes are not in Jira yet; with any of them, nothing was erased.</returns>
    public Task<int> EraseNowAsync(Tenant tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
}

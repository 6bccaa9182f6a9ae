using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>Asks the products whether something is still there.</summary>
internal sealed class ContentSearch(ProductClients clients)
{
    /// <param name="fields">Names of fields, with commas between them.</param>
    /// <param name="properties">Keys of properties, with commas between them.</param>
    public Task<Answer<JiraIssue>> IssueAsync(Tenant tenant, string issueId, string fields, string? properties, CancellationToken cancellationToken) =>
        clients.For<IJiraApi>(tenant).GetIssueAsync(issueId, fields, properties, cancellationToken).AnswerAsync();

    /// <summary>A page or a blog post; one in the bin is not found.</summary>
    public async Task<Answer<ConfluencePage>> PageAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var api = clients.For<IConfluenceApi>(tenant);
        var answer = await api.GetPageAsync(pageId, null, null, null, cancellationToken).AnswerAsync();
        if (answer.Outcome == CallOutcome.NotFound)
        {
            answer = await api.GetBlogPostAsync(pageId, null, null, null, cancellationToken).AnswerAsync();
        }

        return answer.Value?.Status is "trashed" or "deleted" ? CallOutcome.NotFound : answer;
    }
}

internal static class AnswerExtensions
{
    /// <summary>There is no answer to work with, so it is tried again later.</summary>
    public static JobResult Failed<T>(this Answer<T> answer) => JobResult.Failed(answer.Outcome.ToString(), answer.Pause);
}

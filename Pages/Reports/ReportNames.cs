using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Reports;

namespace Markdwell.Pages.Reports;

/// <summary>Names of people and summaries of issues, asked for when somebody looks and kept no longer than that.</summary>
public sealed class ReportNames(ProductClients clients)
{
    public const string Nobody = "Nobody";

    /// <summary>Of accounts in one question.</summary>
    public const int MostAtOnce = 200;

    private const string Closed = "a closed account";
    private const string Unknown = "name not available";

    /// <returns>A name for each account.</returns>
    public async Task<IReadOnlyDictionary<string, string>> OfPeopleAsync(Tenant tenant, IReadOnlyList<string> accountIds, CancellationToken cancellationToken)
    {
        if (accountIds.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var answer = await clients.For<IJiraApi>(tenant).ListUsersAsync(accountIds, MostAtOnce, cancellationToken).AnswerAsync();
        var names = (answer.Value?.Values ?? []).Where(user => user is { AccountId: not null, DisplayName.Length: > 0 }).DistinctBy(user => user!.AccountId, StringComparer.Ordinal)
            .ToDictionary(user => user!.AccountId!, user => user!.DisplayName!, StringComparer.Ordinal);
        var missing = answer.Outcome == CallOutcome.Ok ? Closed : Unknown;
        return accountIds.ToDictionary(id => id, id => names.GetValueOrDefault(id, missing), StringComparer.Ordinal);
    }

    /// <param name="issueIds">Those that the viewer may see, for the app sees more.</param>
    /// <returns>Nothing for those that Jira does not tell.</returns>
    public async Task<IReadOnlyDictionary<string, string>> OfIssuesAsync(Tenant tenant, IReadOnlyList<string> issueIds, CancellationToken cancellationToken)
    {
        if (issueIds.Count == 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var search = new JiraSearch($"id in ({string.Join(", ", issueIds)})", ["summary"], IssueOrder.PageSize);
        var answer = await clients.For<IJiraApi>(tenant).SearchAsync(search, cancellationToken).AnswerAsync();
        return (answer.Value?.Issues ?? []).Where(issue => issue?.Fields?.Summary is not null).DistinctBy(issue => issue!.Id, StringComparer.Ordinal)
            .ToDictionary(issue => issue!.Id, issue => issue!.Fields!.Summary!, StringComparer.Ordinal);
    }
}

using Markdwell.Models;
using Markdwell.Services.Atlassian;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>Asks the product whose accounts these are. Nothing of it is kept: names are personal data, and people change them.</summary>
public sealed class AccountNames(ProductClients clients)
{
    private const int MaxAccounts = 200;

    /// <returns>Fewer than asked for when the product knows some not, or does not answer.</returns>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Tenant tenant, IEnumerable<string?> accountIds, CancellationToken cancellationToken)
    {
        var ids = accountIds.OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxAccounts).ToList();
        var users = ids.Count == 0 ? [] : tenant.Product == Product.Jira
            ? (await clients.For<IJiraApi>(tenant).ListUsersAsync(ids, MaxAccounts, cancellationToken).AnswerAsync()).Value?.Values
            : (await clients.For<IConfluenceApi>(tenant).ListUsersAsync(ids, MaxAccounts, cancellationToken).AnswerAsync()).Value?.Results;
        return (users ?? []).OfType<JiraUser>()
            .Where(user => user is { AccountId: not null, DisplayName.Length: > 0 })
            .DistinctBy(user => user.AccountId, StringComparer.Ordinal)
            .ToDictionary(user => user.AccountId!, user => user.DisplayName!, StringComparer.Ordinal);
    }
}

using System.Collections.Immutable;
using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Sites;

/// <param name="UpdatedAt">When the app last asked for what it remembers of the account.</param>
internal sealed record AccountReport(DateTimeOffset At, string Site, string Product, string AccountId, DateTimeOffset UpdatedAt);

/// <summary>Whose accounts apps have said they remember, and what has become of those accounts.</summary>
internal sealed class AccountReports
{
    private readonly Lock gate = new();
    private ImmutableDictionary<string, string> statuses = ImmutableDictionary<string, string>.Empty;

    public ImmutableList<AccountReport> All { get; private set; } = [];

    /// <param name="status"><c>closed</c> or <c>updated</c>; null for an account of which nothing is to be said.</param>
    public void Mark(string accountId, string? status)
    {
        lock (gate)
        {
            statuses = status is null ? statuses.Remove(accountId) : statuses.SetItem(accountId, status);
        }
    }

    public string? Take(Tenant tenant, string accountId, DateTimeOffset updatedAt)
    {
        lock (gate)
        {
            All = All.Add(new AccountReport(DateTimeOffset.UtcNow, tenant.Site.Key, tenant.Product.ToString(), accountId, updatedAt));
            return statuses.GetValueOrDefault(accountId);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            (All, statuses) = ([], statuses.Clear());
        }
    }
}

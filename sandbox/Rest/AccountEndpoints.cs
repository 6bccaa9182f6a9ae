using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Rest;

/// <summary>Where apps say whose accounts they remember, in both products: https://developer.atlassian.com/platform/forge/user-privacy-guidelines/</summary>
internal static class AccountEndpoints
{
    private const int Most = 90;

    public static void Map(IEndpointRouteBuilder product) =>
        product.MapPost("/rest/atlassian-connect/latest/report-accounts", Report).WithMetadata(new Needs(Scope.None));

    private static IResult Report(Caller caller, Sent sent, AccountReports reports)
    {
        if (sent.Accounts is not { Length: > 0 and <= Most } accounts || accounts.Any(account => account is not { AccountId.Length: > 0 and <= 128 }))
        {
            return new Refusal(400, $"report 1 to {Most} accounts, each with accountId and updatedAt");
        }
        var changes = accounts
            .Select(account => (account.AccountId, Status: reports.Take(caller.Tenant, account.AccountId, account.UpdatedAt)))
            .Where(account => account.Status is not null)
            .Select(account => new { accountId = account.AccountId, status = account.Status })
            .ToList();
        return changes.Count == 0 ? Results.NoContent() : Results.Ok(new { accounts = changes });
    }

    private sealed record Sent(SentAccount[]? Accounts);

    private sealed record SentAccount(string AccountId, DateTimeOffset UpdatedAt);
}

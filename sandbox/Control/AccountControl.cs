using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>What becomes of accounts, and whose an app says it remembers.</summary>
internal static class AccountControl
{
    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/reports", (AccountReports reports) => reports.All);
        accounts.MapPut("/{accountId}", (string accountId, Mark mark, AccountReports reports) => reports.Mark(accountId, mark.Status));
        accounts.MapDelete("/{accountId}", (string accountId, AccountReports reports) => reports.Mark(accountId, null));
    }

    private sealed record Mark(string Status);
}

namespace Markdwell.Services.Atlassian;

/// <summary>Which accounts an app remembers: https://developer.atlassian.com/platform/forge/user-privacy-guidelines/</summary>
/// <param name="Accounts">At most 90.</param>
public sealed record AccountReport(IReadOnlyList<ReportedAccount> Accounts);

/// <param name="UpdatedAt">When the app last asked for what it remembers of it.</param>
public sealed record ReportedAccount(string AccountId, DateTimeOffset UpdatedAt);

/// <summary>Those of them of which something has to be done; there is no body when there are none.</summary>
public sealed record AccountReportAnswer(IReadOnlyList<AccountChange?>? Accounts);

/// <param name="Status"><c>closed</c>: all of it is to be erased. <c>updated</c>: it is to be asked for anew.</param>
public sealed record AccountChange(string AccountId, string? Status);

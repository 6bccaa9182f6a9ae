using System.Globalization;
using System.Xml;
using Refit;

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

/// <param name="Changes">Empty when nothing is to be done.</param>
/// <param name="Cycle">Within what time each account is to be reported again, if the product says otherwise than by default.</param>
public readonly record struct ReportAnswer(CallOutcome Outcome, IReadOnlyList<AccountChange> Changes, TimeSpan? Cycle, TimeSpan? Pause);

public static class AccountReportExtensions
{
    private static readonly AccountReportAnswer Nothing = new([]);

    public static async Task<ReportAnswer> ReportAnswerAsync(this Task<IApiResponse<AccountReportAnswer>> call)
    {
        var cycle = (await call).Headers is { } headers && headers.TryGetValues("Cycle-Period", out var values) ? Cycle(values.First()) : null;
        var answer = await call.AnswerAsync(Nothing);
        return new(answer.Outcome, [.. (answer.Value?.Accounts ?? []).OfType<AccountChange>()], cycle, answer.Pause);
    }

    /// <summary>A count of days, or of seconds where it is too great for days, or a period such as <c>P7D</c>: nothing that Atlassian publishes says which.</summary>
    private static TimeSpan? Cycle(string value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number == 0 ? null : number <= 366 ? TimeSpan.FromDays(number) : TimeSpan.FromSeconds(number);
        }

        try
        {
            return XmlConvert.ToTimeSpan(value) is { Ticks: > 0 } period ? period : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }
}

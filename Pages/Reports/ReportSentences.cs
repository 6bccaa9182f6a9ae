using System.Globalization;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;

namespace Markdwell.Pages.Reports;

/// <summary>What the report says in words.</summary>
public static class ReportSentences
{
    public const string Denied = "You may not see this project, so there is no report for you.";

    public const string Silent = "Jira did not say which issues you may see, so nothing is shown. Reload the page to try again.";

    public const string Partial = "There are more issues, of which you may see some: too many to ask Jira about each. They are not in these numbers.";

    public const string TooMany = "You have had several files made just now. Wait a minute before the next.";

    public static readonly string TooLarge = string.Create(
        CultureInfo.InvariantCulture, $"More than {ReportSnapshots.MostIssues:N0} issues of this project have checklists, which is too many for a report; the checklists themselves work as ever.");

    public const string Empty = "No issue of this project that you may see has a checklist yet. Write one into the note of an issue, and it is counted here.";

    public const string NoMatch = "No issue fits these filters.";

    public static string Name(ProgressBand band) => band switch
    {
        ProgressBand.Nothing => "Not begun",
        ProgressBand.Begun => "Under 25 %",
        ProgressBand.NearlyHalf => "25–49 %",
        ProgressBand.OverHalf => "50–74 %",
        ProgressBand.NearlyAll => "75–99 %",
        _ => "All done",
    };

    public static string Name(AgeBand age) => age switch
    {
        AgeBand.Week => "Under a week",
        AgeBand.Month => "Under a month",
        AgeBand.Quarter => "Under a quarter",
        _ => "Older",
    };

    public static string Name(ReportSort sort) => sort switch
    {
        ReportSort.Number => "Issue",
        ReportSort.Percent => "Done",
        ReportSort.Open => "Open",
        ReportSort.RequiredOpen => "Required open",
        _ => "Age",
    };

    public static string Issues(int count) => count == 1 ? "1 issue" : $"{count} issues";

    /// <summary>In whole days.</summary>
    public static string Age(DateTime created, DateTime now) => (int)Math.Max(0, (now - created).TotalDays) switch
    {
        0 => "today",
        1 => "1 day",
        var days => $"{days} days",
    };
}

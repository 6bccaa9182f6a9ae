using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Sources.Links;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>What administrators are told about work that waits, or was set aside.</summary>
internal static class JobSentences
{
    public const string NotSetAside = "It is not set aside any more: somebody else was here, or it was told of anew.";

    public static string Subject(JobKind kind, string subject) => kind switch
    {
        JobKind.Issue => $"Issue {subject}",
        JobKind.Page => $"Page {subject}",
        JobKind.Source => $"Files of page {subject}",
        JobKind.Rebuild => $"Report on project {subject}",
        _ => $"What is remembered of {subject}",
    };

    /// <summary>Where people see it. Titles are missing on purpose: an administrator may not see every page.</summary>
    public static string? Url(Tenant tenant, JobKind kind, string subject) => kind switch
    {
        JobKind.Page or JobKind.Source => PageAddress.Of(tenant.BaseUrl, subject),
        JobKind.Issue => IssueUrl(tenant, subject),
        _ => null,
    };

    /// <summary>Jira's address of an issue wants its key, which an issue changes; a search takes its id.</summary>
    public static string IssueUrl(Tenant tenant, string issueId) => $"{tenant.BaseUrl}/issues/?jql={Uri.EscapeDataString($"id = {issueId}")}";

    public static string Failure(string? failure, Product product) => failure switch
    {
        "NotFound" or "NoIssue" => $"{product} does not find it, or does not show it to Markdwell",
        "Refused" => $"{product} does not let Markdwell do this; reinstalling the app may repair it",
        "RateLimited" => $"{product} asked to wait",
        "Unavailable" => $"{product} did not answer",
        "Conflict" => "somebody else was changing it each time",
        "Malformed" => $"{product}’s answer was not understood",
        "Broken" => "what lies in the issue was changed by hand in a way that Markdwell does not understand",
        "Interrupted" => "the server was stopped or broke down while it worked on it",
        null or "" => "nothing is known of it",
        _ => $"it ended with “{failure}”; the server’s log says more",
    };

    public static string Moment(DateTime utc) => utc.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalMinutes: < 1.5 } => "1 minute",
        { TotalHours: < 2 } => $"{age.TotalMinutes:0} minutes",
        { TotalDays: < 2 } => $"{age.TotalHours:0} hours",
        _ => $"{age.TotalDays:0} days",
    };
}

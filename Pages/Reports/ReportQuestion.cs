using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Reports;

namespace Markdwell.Pages.Reports;

/// <summary>What the viewer asks for, from the query of a call. What makes no sense is as if it were not there.</summary>
public sealed record ReportQuestion(ReportFilter Filter, IssueOrder Order)
{
    private const int MaxLength = 255;
    private const int MaxPage = 100_000;

    /// <summary>Of the choices: of nobody, of no version. No id of Jira's looks like it.</summary>
    public const string None = "-";

    public static ReportQuestion Of(IQueryCollection query) => new(
        new(
            Choice(query["assignee"]),
            Choice(query["version"]),
            Enum.TryParse<StatusCategory>(query["status"], out var status) && Enum.IsDefined(status) ? status : null,
            query["required"] == "true",
            Text(query["key"])),
        new(
            Enum.TryParse<ReportSort>(query["sort"], out var sort) && Enum.IsDefined(sort) ? sort : ReportSort.Number,
            query["order"] == "descending",
            int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Min(page, MaxPage) : 0));

    private static string? Choice(string? text) => Text(text) is { } chosen ? (chosen == None ? "" : chosen) : null;

    private static string? Text(string? text) => text?.Trim() is { Length: > 0 and <= MaxLength } trimmed ? trimmed : null;
}

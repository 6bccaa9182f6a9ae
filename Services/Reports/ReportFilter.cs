using Markdwell.Models;

namespace Markdwell.Services.Reports;

/// <summary>Which of a project's issues a viewer wants to see. Without anything, all of them.</summary>
/// <param name="AssigneeId">Empty for those of nobody.</param>
/// <param name="VersionId">Empty for those of no version.</param>
/// <param name="HasRequiredOpen">Only issues with an open item that is not optional.</param>
/// <param name="Key">The beginning of a key, or its number.</param>
public sealed record ReportFilter(string? AssigneeId = null, string? VersionId = null, StatusCategory? Status = null, bool HasRequiredOpen = false, string? Key = null);

public enum ReportSort
{
    Number,
    Percent,
    Open,
    RequiredOpen,
    Age,
}

/// <summary>Which part of the list of issues.</summary>
/// <param name="Page">From 0.</param>
public sealed record IssueOrder(ReportSort Sort = ReportSort.Number, bool IsDescending = false, int Page = 0)
{
    public const int PageSize = 50;
}

using System.Globalization;
using System.Text;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Reports;

/// <summary>
/// All issues that fit the filters, as a file for spreadsheets. Each is asked for in the same call that names it, a thousand at a time, and sent
/// before Jira is asked about the next.
/// </summary>
[ExpectsToken(TokenKind.Context)]
public sealed class CsvModel(Visibility visibility, ReportSnapshots snapshots, ReportRights rights, ReportNames names, DownloadLimit limit) : ReportPage(visibility)
{
    private const int MaxRows = 100_000;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!limit.Allows(HttpContext.Caller()))
        {
            return Refuse(StatusCodes.Status429TooManyRequests, ReportSentences.TooMany);
        }

        // One moment's issues from the first line to the last, however long Jira takes in between.
        var found = await snapshots.FindAsync(Tenant, Visible, ReportQuestion.Of(Request.Query).Filter, cancellationToken);

        // Before anything is sent a refusal can still be a status.
        if (await SeenAsync(found, 0, cancellationToken) is not { } first)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, ReportSentences.Silent);
        }

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=checklists.csv";
        await WriteAsync(found, first, cancellationToken);
        return new EmptyResult();
    }

    private async Task WriteAsync(FoundIssues found, IReadOnlyList<ReportRow> first, CancellationToken cancellationToken)
    {
        // Without the mark at the beginning, Excel takes it for another encoding.
        var csv = new StringBuilder("\uFEFF");
        CsvText.AppendLine(csv, "Key", "Status", "Total", "Done", "Open", "Percent", "Required", "Required open", "Assignee", "Versions", "Created");
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        var (part, count) = (first, Math.Min(found.Count, MaxRows));
        for (var next = ReportRights.MostAtOnce; ; next += ReportRights.MostAtOnce, csv.Clear())
        {
            await NameAsync(part, people, cancellationToken);
            Append(csv, part, people);
            await Response.WriteAsync(csv.ToString(), cancellationToken);
            if (next >= count)
            {
                return;
            }

            if (await SeenAsync(found, next, cancellationToken) is not { } seen)
            {
                // A file that ends early must not look like a whole one.
                HttpContext.Abort();
                return;
            }

            part = seen;
        }
    }

    /// <returns>Null when Jira did not say which of the next thousand the viewer may see.</returns>
    private async Task<IReadOnlyList<ReportRow>?> SeenAsync(FoundIssues found, int first, CancellationToken cancellationToken)
    {
        var rows = found.Rows(first, ReportRights.MostAtOnce);
        return await rights.VisibleAsync(Tenant, AccountId, [.. rows.Select(row => row.IssueId)], cancellationToken) is { } seen ? [.. rows.Where(row => seen.Contains(row.IssueId))] : null;
    }

    private async Task NameAsync(IReadOnlyList<ReportRow> rows, Dictionary<string, string> people, CancellationToken cancellationToken)
    {
        var unnamed = rows.Select(row => row.AssigneeId).OfType<string>().Distinct(StringComparer.Ordinal).Where(id => !people.ContainsKey(id));
        foreach (var some in unnamed.Chunk(ReportNames.MostAtOnce).ToList())
        {
            foreach (var (id, name) in await names.OfPeopleAsync(Tenant, some, cancellationToken))
            {
                people[id] = name;
            }
        }
    }

    private static void Append(StringBuilder csv, IReadOnlyList<ReportRow> rows, Dictionary<string, string> people)
    {
        foreach (var issue in rows)
        {
            CsvText.AppendLine(
                csv,
                issue.Key,
                issue.Status.ToString(),
                Number(issue.Total),
                Number(issue.Done),
                Number(issue.Open),
                Number(issue.Percent),
                Number(issue.Mandatory),
                Number(issue.RequiredOpen),
                issue.AssigneeId is { } assignee ? people[assignee] : ReportNames.Nobody,
                string.Join("; ", issue.Versions),
                issue.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using Markdwell.Services.Connect;
using Markdwell.Services.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Reports;

/// <summary>
/// All issues that fit the filters, as a file for spreadsheets. Each is asked for in the same call that names it, a thousand at a time, and sent
/// before the next are read.
/// </summary>
[ExpectsToken(TokenKind.Context)]
public sealed class CsvModel(Visibility visibility, ReportReader reader, ReportRights rights, ReportNames names) : ReportPage(visibility)
{
    private const int MaxRows = 100_000;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var filter = ReportQuestion.Of(Request.Query).Filter;

        // Before anything is sent a refusal can still be a status.
        if (await NextAsync(filter, null, cancellationToken) is not { } first)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, ReportSentences.Silent);
        }

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=checklists.csv";
        await WriteAsync(filter, first, cancellationToken);
        return new EmptyResult();
    }

    private async Task WriteAsync(ReportFilter filter, Part first, CancellationToken cancellationToken)
    {
        // Without the mark at the beginning, Excel takes it for another encoding.
        var csv = new StringBuilder("\uFEFF");
        CsvText.AppendLine(csv, "Key", "Status", "Total", "Done", "Open", "Percent", "Required", "Required open", "Assignee", "Versions", "Created");
        var people = new Dictionary<string, string>(StringComparer.Ordinal);
        var part = first;
        for (var read = 0; ; read += part.Count, csv.Clear())
        {
            await NameAsync(part.Rows, people, cancellationToken);
            Append(csv, part.Rows, people);
            await Response.WriteAsync(csv.ToString(), cancellationToken);
            if (part.Count < ReportRights.MostAtOnce || read + part.Count >= MaxRows)
            {
                return;
            }

            if (await NextAsync(filter, part.Last, cancellationToken) is not { } next)
            {
                // A file that ends early must not look like a whole one.
                HttpContext.Abort();
                return;
            }

            part = next;
        }
    }

    /// <returns>Null when Jira did not say which of them the viewer may see.</returns>
    private async Task<Part?> NextAsync(ReportFilter filter, ReportRow? after, CancellationToken cancellationToken)
    {
        var rows = await reader.ListAsync(Tenant, Visible, filter, after, ReportRights.MostAtOnce, cancellationToken);
        return await rights.VisibleAsync(Tenant, AccountId, [.. rows.Select(row => row.Issue.IssueId)], cancellationToken) is { } seen
            ? new([.. rows.Where(row => seen.Contains(row.Issue.IssueId))], rows.Count, rows.Count == 0 ? null : rows[^1])
            : null;
    }

    private async Task NameAsync(IReadOnlyList<ReportRow> rows, Dictionary<string, string> people, CancellationToken cancellationToken)
    {
        var unnamed = rows.Select(row => row.Issue.AssigneeId).OfType<string>().Distinct(StringComparer.Ordinal).Where(id => !people.ContainsKey(id));
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
        foreach (var row in rows)
        {
            var issue = row.Issue;
            CsvText.AppendLine(
                csv,
                issue.Key,
                issue.Status.ToString(),
                Number(issue.Total),
                Number(issue.Done),
                Number(issue.Total - issue.Done),
                Number(issue.Done * 100 / issue.Total),
                Number(issue.Mandatory),
                Number(issue.Mandatory - issue.MandatoryDone),
                issue.AssigneeId is { } assignee ? people[assignee] : ReportNames.Nobody,
                string.Join("; ", row.Versions),
                issue.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Part(IReadOnlyList<ReportRow> Rows, int Count, ReportRow? Last);
}

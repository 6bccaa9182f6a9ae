using Markdwell.Models;
using Markdwell.Services.Reports;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Markdwell.Tests.Reports;

public sealed class ReportTranslationTests
{
    [Fact]
    public void Every_query_of_the_report_translates_for_sql_server_with_any_number_of_issues_left_out()
    {
        using var db = new DeafSqlServer().CreateDbContext();
        var visible = new VisibleIssues("10000", true, ["500"], [.. Enumerable.Range(1, 5000).Select(id => $"{id}")], false);
        var issues = ReportQueries.Filtered(db, 1, visible, new("p", "7", StatusCategory.Done, true, "ACME-1"));
        var without = ReportQueries.Filtered(db, 1, visible with { HasUnsecured = false }, new("", "", Key: "12"));
        List<string> queries =
        [
            ReportQueries.Bands(issues).ToQueryString(),
            ReportQueries.Assignees(issues).ToQueryString(),
            ReportQueries.Versions(db, issues).ToQueryString(),
            ReportQueries.Ages(without, DateTime.UnixEpoch).ToQueryString(),
            ReportQueries.After(without, new() { IssueId = "1", ProjectId = "1", Key = "A-1", Number = 1 }).ToQueryString(),
            ReportQueries.NamesOfVersions(db, 1, ["1", "2"]).ToQueryString(),
            Rebuilds.State(db, 1, "10000").ToQueryString(),
            .. Enum.GetValues<ReportSort>().SelectMany(sort => (bool[])[true, false], (sort, isDescending) => ReportQueries.Page(issues, new(sort, isDescending, 3)).ToQueryString()),
        ];

        Assert.All(queries, query =>
        {
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(query), out var errors);
            Assert.Empty(errors);

            // SQL Server takes 2,100 parameters and no more.
            Assert.InRange(query.Split("DECLARE @").Length, 1, 40);
        });
    }
}

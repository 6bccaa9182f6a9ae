using Markdwell.Services.Reports;
using Markdwell.Services.Reports.Snapshots;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Markdwell.Tests.Reports;

public sealed class ReportTranslationTests
{
    [Fact]
    public void Every_query_of_the_report_translates_for_sql_server()
    {
        using var db = new DeafSqlServer().CreateDbContext();
        string[] queries =
        [
            SnapshotReading.Issues(db, 1, "10000").ToQueryString(),
            SnapshotReading.Versions(db, 1, "10000").ToQueryString(),
            Rebuilds.State(db, 1, "10000").ToQueryString(),
        ];

        Assert.All(queries, query =>
        {
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(query), out var errors);
            Assert.Empty(errors);
        });
    }
}

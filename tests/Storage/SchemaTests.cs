using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Jobs;
using Markdwell.Services.Jobs.Working;
using Markdwell.Services.Markdown;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Writing;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Webhooks.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Markdwell.Tests.Storage;

/// <summary>What can be known of the tables and queries without a server.</summary>
public sealed class SchemaTests
{
    private static readonly SqlServerAppDbContext SqlServer = new(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options);
    private static readonly SqliteAppDbContext Sqlite = new(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options);

    private static readonly Tenant Acme = new() { Id = 1, ClientKey = "a", Product = Product.Jira, BaseUrl = "https://acme.atlassian.net", ProtectedSecret = "", SecretFingerprint = "" };

    [Fact]
    public void The_migrations_hold_every_change_of_the_model()
    {
        Assert.False(SqlServer.Database.HasPendingModelChanges());
        Assert.False(Sqlite.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Both_kinds_have_the_same_migrations() =>
        Assert.Equal(Names(Sqlite), Names(SqlServer));

    [Fact]
    public void The_script_for_sql_server_is_well_formed()
    {
        var script = SqlServer.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);

        Assert.Empty(errors);
        Assert.Contains("CREATE TABLE [Tenants]", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_query_translates_for_sql_server()
    {
        List<string> keys = ["a", "b"];
        HostKind[] kinds = [HostKind.GitHub, HostKind.Web];
        IQueryable[] queries =
        [
            SqlServer.Tenants.Where(t => t.ClientKey == "a"),
            SqlServer.CachedTexts.Where(t => t.TenantId == 1 && t.PageId == "1" && t.MacroId == "x" && t.PageVersion == 1).Select(t => t.Text),
            SqlServer.CachedFiles.Where(f => f.TenantId == 1 && keys.Contains(f.Key)),
            SqlServer.DataProtectionKeys,
            JobBacklogs.Due.Since(SqlServer, DateTime.UnixEpoch),
            JobBacklogs.SetAside.Since(SqlServer, DateTime.UnixEpoch),
            NoteBacklog.Due.Since(SqlServer, DateTime.UnixEpoch),
            SqlServer.TenantSalts.Where(s => s.TenantId == 1).Select(s => s.Salt),
            SqlServer.Connections.Where(c => c.TenantId == 1 && kinds.Contains(c.Kind)).OrderBy(c => c.Id),
            SqlServer.Notes.Where(n => n.TenantId == 1 && n.IssueId == "1"),
            UnwrittenNotes.Failed(SqlServer, 1),
            OldTexts.Failing(SqlServer, 1),
            OldTexts.Troubled(SqlServer, 1),
            SqlServer.AuditEntries.Where(e => e.TenantId == 1).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(50),
            DueNotes.All(SqlServer, DateTime.UnixEpoch).Take(64),
            DueNotes.All(SqlServer, DateTime.UnixEpoch).Where(n => n.TenantId == 1).Take(4),
            DueNotes.Waiting(SqlServer, DateTime.UnixEpoch, [1, 2]).Take(8),
            JobTurns.Due(SqlServer, DateTime.UnixEpoch).Take(64),
            JobTurns.Waiting(SqlServer, DateTime.UnixEpoch, [1, 2]).Take(8),
            PointsSharing.Spent(SqlServer, Product.Jira, DateTime.UnixEpoch),
            KnownSubjects.Issue(SqlServer, 1, "1"),
            KnownSubjects.Page(SqlServer, 1, "1"),
        ];

        foreach (var query in queries)
        {
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(query.ToQueryString()), out var errors);
            Assert.Empty(errors);
        }
    }

    [Fact]
    public async Task Every_statement_of_a_notes_life_translates_for_sql_server()
    {
        var server = new DeafSqlServer();
        var (rows, turns) = (new NoteRows(server, TimeProvider.System), new NoteTurns(server, TimeProvider.System));
        var note = new Note { TenantId = 1, IssueId = "1", Text = "a", LineIds = "1 2", LeasedUntil = DateTime.UnixEpoch };
        var due = new DueNote(Acme, "1");
        var checklist = new ChecklistEditor(new MarkdownRenderer(new MarkdownLimits())).Read(NoteText.Of("- [ ] one"));

        await rows.TryChangeAsync(note, checklist, "");
        await rows.TryTakeOverAsync(note, checklist, "b");
        await rows.MarkBrokenAsync(note, isBroken: false);
        await rows.TryRepairAsync(note, revision: 2);
        await turns.TryBeginAsync(due);
        await Assert.ThrowsAnyAsync<Exception>(() => turns.TrySendAsync(due, note, DateTime.UnixEpoch));
        await turns.EndAsync(due, note, DateTime.UnixEpoch);
        await turns.FailAsync(due, DateTime.UnixEpoch, note, NoteOutcome.Unavailable, TimeSpan.Zero);
        await turns.FailAsync(due, DateTime.UnixEpoch, arrived: null, NoteOutcome.Unavailable, TimeSpan.Zero);
        await turns.GiveUpAsync(due, DateTime.UnixEpoch);
        await turns.DropAsync(due, DateTime.UnixEpoch);
        await using (var db = server.CreateDbContext())
        {
            await NoteSweep.SweepAsync(db, DateTime.UnixEpoch, TestContext.Current.CancellationToken);
        }

        Assert.Equal(12, server.Statements.Count);
        AssertWellFormed(server.Statements);
    }

    [Fact]
    public async Task Every_statement_of_a_jobs_life_translates_for_sql_server()
    {
        var server = new DeafSqlServer();
        var turns = new JobTurns(server, TimeProvider.System);
        var store = new JobStore(server, line: null, new JobSignal(), TimeProvider.System);
        var key = new JobKey(1, JobKind.Issue, "1");
        var turn = new JobTurn(key, new(Acme, key.Kind, key.Subject, "jira:issue_updated", JobHints.None, Failures: 0), Revision: 1, DateTime.UnixEpoch) { Lease = DateTime.UnixEpoch };

        await using (var db = server.CreateDbContext())
        {
            await JobRows.UpdateAsync(db, new(key, "jira:issue_updated", JobHints.Removed, DateTime.UnixEpoch, DateTime.UnixEpoch), DateTime.UnixEpoch);
            await JobSweep.SweepAsync(db, DateTime.UnixEpoch, TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => turns.TryBeginAsync(key));
        await turns.TryKeepAsync(turn, CancellationToken.None);
        await turns.EndAsync(turn);
        await turns.ComeAgainAsync(turn, TimeSpan.Zero);
        await turns.FailAsync(turn, "Unavailable", isLastTry: true, TimeSpan.Zero);
        await turns.GiveUpAsync(turn);
        await store.ReplayAsync(Acme, key.Kind, key.Subject, TestContext.Current.CancellationToken);
        await store.DropAsync(Acme, key.Kind, key.Subject, TestContext.Current.CancellationToken);
        await store.WithdrawAsync(Acme, key.Kind, key.Subject, TestContext.Current.CancellationToken);

        Assert.Equal(11, server.Statements.Count);
        AssertWellFormed(server.Statements);
    }

    private static void AssertWellFormed(IEnumerable<string> statements) => Assert.All(statements, statement =>
    {
        new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var errors);
        Assert.Empty(errors);
    });

    private static IEnumerable<string> Names(DbContext db) => db.Database.GetMigrations().Select(id => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..]);
}

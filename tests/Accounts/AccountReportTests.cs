using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Accounts;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Accounts;

public sealed class AccountReportTests : IDisposable
{
    private const string Closed = "5be24ba3f91c106033269289";
    private const string AcmeUrl = "https://acme.atlassian.net/rest/atlassian-connect/latest/report-accounts";
    private const string GlobexUrl = "https://globex.atlassian.net/rest/atlassian-connect/latest/report-accounts";

    private readonly MarkdwellApp app = new();
    private readonly ConcurrentQueue<string[]> reports = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Each_account_is_reported_once_a_week_in_reports_of_ninety()
    {
        await InstallAsync(app.AcmeJira);
        await RememberAsync(app.AcmeJira, Enumerable.Range(0, 200).Select(i => $"account-{i}"));
        await RememberAsync(app.AcmeJira, ["account-1", "account-2", "unknown", null]);
        Answers(AcmeUrl, () => new(HttpStatusCode.NoContent));

        await ReportAsync();
        await ReportAsync();
        app.Clock.Advance(TimeSpan.FromDays(6));
        await ReportAsync();

        Assert.Equal([20, 90, 90], reports.Select(report => report.Length).Order());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"account-{i}").Order(StringComparer.Ordinal), reports.SelectMany(report => report).Order(StringComparer.Ordinal));
        Assert.All(app.Internet.Calls.Where(call => call.Uri.AbsoluteUri == AcmeUrl), call => Assert.StartsWith("JWT ", call.Authorization, StringComparison.Ordinal));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ReportAsync();
        Assert.Equal(6, reports.Count);
    }

    [Fact]
    public async Task A_closed_account_is_forgotten_and_what_it_did_stays_while_globex_keeps_its_own()
    {
        await InstallAsync(app.AcmeJira);
        await InstallAsync(app.GlobexJira);
        foreach (var site in (Site[])[app.AcmeJira, app.GlobexJira])
        {
            await RememberAsync(site, [Closed, People.Alice]);
        }

        Answers(AcmeUrl, () => Internet.Json($$"""{"accounts":[{"accountId":"{{Closed}}","status":"closed"},{"accountId":"{{People.Alice}}","status":"updated"},null]}"""));
        Answers(GlobexUrl, () => new(HttpStatusCode.NoContent));
        await ReportAsync();

        Assert.Equal([null, People.Alice], await AccountsAsync(app.AcmeJira));
        Assert.Equal([Closed, People.Alice], await AccountsAsync(app.GlobexJira));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.OK)]
    public async Task A_report_that_fails_comes_again_within_hours(HttpStatusCode status)
    {
        await InstallAsync(app.AcmeJira);
        await RememberAsync(app.AcmeJira, [People.Alice]);
        Answers(AcmeUrl, () => new(status) { Headers = { RetryAfter = new(TimeSpan.FromHours(5)) } });
        await ReportAsync();
        await ReportAsync();
        Assert.Single(reports);

        Answers(AcmeUrl, () => new(HttpStatusCode.NoContent));
        app.Clock.Advance(TimeSpan.FromHours(7.01));
        await ReportAsync();
        await ReportAsync();
        Assert.Equal(2, reports.Count);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("P3D")]
    [InlineData("259200")]
    public async Task Atlassian_may_ask_for_another_cycle(string period)
    {
        await InstallAsync(app.AcmeJira);
        await RememberAsync(app.AcmeJira, [People.Alice]);
        Answers(AcmeUrl, () => new(HttpStatusCode.NoContent) { Headers = { { "Cycle-Period", period } } });
        await ReportAsync();

        app.Clock.Advance(TimeSpan.FromDays(2.6));
        await ReportAsync();
        Assert.Single(reports);
        app.Clock.Advance(TimeSpan.FromDays(0.4));
        await ReportAsync();
        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public async Task A_site_whose_secret_is_lost_is_tried_again_within_hours_and_keeps_nobody_from_being_reported()
    {
        await InstallAsync(app.AcmeJira);
        await InstallAsync(app.GlobexJira);
        await RememberAsync(app.AcmeJira, [People.Alice]);
        await RememberAsync(app.GlobexJira, [People.Alice]);
        Answers(AcmeUrl, () => new(HttpStatusCode.NoContent));
        Answers(GlobexUrl, () => new(HttpStatusCode.NoContent));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        var acme = db.Tenants.Where(t => t.ClientKey == app.AcmeJira.ClientKey);
        var secret = await acme.Select(t => t.ProtectedSecret).SingleAsync(Cancel);
        await acme.ExecuteUpdateAsync(set => set.SetProperty(t => t.ProtectedSecret, "under a key that is lost"), Cancel);

        await ReportAsync();
        Assert.Single(app.Internet.Calls, call => call.Uri.AbsoluteUri == GlobexUrl);
        Assert.Equal(0, app.Internet.Calls.Count(call => call.Uri.AbsoluteUri == AcmeUrl));

        await acme.ExecuteUpdateAsync(set => set.SetProperty(t => t.ProtectedSecret, secret), Cancel);
        app.Clock.Advance(TimeSpan.FromHours(4.01));
        await ReportAsync();
        Assert.Single(app.Internet.Calls, call => call.Uri.AbsoluteUri == AcmeUrl);
    }

    [Fact]
    public async Task Of_several_instances_one_reports()
    {
        await InstallAsync(app.AcmeJira);
        await RememberAsync(app.AcmeJira, [People.Alice]);
        Answers(AcmeUrl, () => new(HttpStatusCode.NoContent));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        var due = await AccountTurns.Due(db, app.Now.UtcDateTime).SingleAsync(Cancel);
        var turns = app.Services.GetRequiredService<AccountTurns>();

        // All have seen that it is due before the first of them begins.
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => turns.TryBeginAsync(due, Cancel))));

        Assert.Single(begun, true);
        await ReportAsync();
        Assert.Empty(reports);
        app.Clock.Advance(TimeSpan.FromHours(1.01));
        await ReportAsync();
        Assert.Single(reports);
    }

    [Fact]
    public async Task Nothing_is_reported_of_a_site_that_is_uninstalled_or_remembers_nobody()
    {
        await InstallAsync(app.AcmeJira);
        await InstallAsync(app.GlobexJira);
        await RememberAsync(app.AcmeJira, [People.Alice]);
        const string Uninstalled = "/connect/uninstalled";
        await app.Http.SendAsync(app.AcmeJira.Post(Uninstalled, app.AcmeJira.Event("uninstalled").ToJsonString(), app.SignedToken(app.AcmeJira, Uninstalled)), Cancel);

        await ReportAsync();

        Assert.Equal(0, app.Internet.Count("report-accounts"));
    }

    [Fact]
    public async Task Confluence_is_told_below_its_own_address()
    {
        await InstallAsync(app.Acme);
        await RememberAsync(app.Acme, [People.Alice]);
        Answers("https://acme.atlassian.net/wiki/rest/atlassian-connect/latest/report-accounts", () => new(HttpStatusCode.NoContent));

        await ReportAsync();

        Assert.Equal([People.Alice], Assert.Single(reports));
    }

    [Fact]
    public async Task Every_statement_is_one_for_sql_server()
    {
        var server = new DeafSqlServer();
        await new RememberedAccounts(server).ForgetAsync(1, ["a", "b"], Cancel);
        var turns = new AccountTurns(server, TimeProvider.System);
        var tenant = new Tenant { Id = 1, ClientKey = "a", Product = Product.Jira, BaseUrl = "", ProtectedSecret = "", SecretFingerprint = "" };
        await turns.TryBeginAsync(tenant, Cancel);
        await turns.EndAsync(tenant, TimeSpan.Zero, Cancel);
        using var db = server.CreateDbContext();

        foreach (var sql in (string[])[.. server.Statements, RememberedAccounts.Of(db, 1).ToQueryString(), AccountTurns.Due(db, DateTime.UnixEpoch).ToQueryString()])
        {
            new TSql170Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
            Assert.Empty(errors);
        }
    }

    private async Task InstallAsync(Site site) => Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(site)).StatusCode);

    private Task ReportAsync() => app.Services.GetRequiredService<AccountReports>().ReportDueAsync(Cancel);

    private void Answers(string url, Func<HttpResponseMessage> answer) => app.Internet.On("POST", url, request =>
    {
        using var body = JsonDocument.Parse(request.Content!.ReadAsStream());
        reports.Enqueue([.. body.RootElement.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("accountId").GetString()!)]);
        return answer();
    });

    /// <summary>Half of them in the log, half as assignees.</summary>
    private async Task RememberAsync(Site site, IEnumerable<string?> accounts)
    {
        var tenant = (await app.TenantsAsync()).Single(t => t.ClientKey == site.ClientKey);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        foreach (var (account, index) in accounts.Select((account, index) => (account, index)))
        {
            if (index % 2 == 0)
            {
                db.Add(new AuditEntry { TenantId = tenant.Id, Action = AuditAction.SettingsChanged, AccountId = account });
            }
            else
            {
                db.Add(new IssueProgress { TenantId = tenant.Id, IssueId = $"{Guid.NewGuid():N}"[..20], ProjectId = "1", Key = "ACME-1", AssigneeId = account });
            }
        }

        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>The one in the log, and the assignee.</summary>
    private async Task<string?[]> AccountsAsync(Site site)
    {
        var tenant = (await app.TenantsAsync()).Single(t => t.ClientKey == site.ClientKey);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        return [(await db.AuditEntries.SingleAsync(e => e.TenantId == tenant.Id, Cancel)).AccountId, (await db.IssueProgress.SingleAsync(i => i.TenantId == tenant.Id, Cancel)).AssigneeId];
    }
}

using System.Collections.Concurrent;
using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Writing;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;
using static Markdwell.Tests.Notes.JiraNote;

namespace Markdwell.Tests.Notes;

/// <summary>The whole app, in which nobody but itself tells Jira.</summary>
public sealed class NoteServiceTests : IAsyncLifetime
{
    private readonly MarkdwellApp app = new();
    private JiraNote jira = null!;
    private JiraNote globex = null!;
    private Tenant acmeSite = null!;
    private Tenant globexSite = null!;

    private NoteStore Store => app.Services.GetRequiredService<NoteStore>();

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        (jira, globex) = (new(app.Internet, app.AcmeJira.BaseUrl), new(app.Internet, app.GlobexJira.BaseUrl));
        var tenants = await app.TenantsAsync();
        acmeSite = tenants.Single(t => t.ClientKey == app.AcmeJira.ClientKey);
        globexSite = tenants.Single(t => t.ClientKey == app.GlobexJira.ClientKey);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_is_changed_reaches_jira_by_itself_also_while_it_is_being_told()
    {
        await WriteAsync(acmeSite, Issue, "- [ ] one");
        await WriteAsync(acmeSite, Issue, "- [ ] one\n- [x] two");

        await app.UntilAsync(async db => await db.Notes.AnyAsync(n => n.TenantId == acmeSite.Id && n.DueAt == null, Cancel));
        Assert.Equal(("- [ ] one\n- [x] two", "1/2"), (jira.Text, jira.Status));
    }

    [Fact]
    public async Task A_site_whose_jira_hangs_holds_up_itself_alone_and_four_calls()
    {
        using var hang = new SemaphoreSlim(0);
        var hanging = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        globex.Fault = async request =>
        {
            // The first reading of each issue is the store's.
            if (!hanging.TryAdd(request.RequestUri!.AbsolutePath, true))
            {
                await hang.WaitAsync(Cancel);
            }

            return null;
        };
        for (var issue = 20_000; issue < 20_010; issue++)
        {
            await WriteAsync(globexSite, $"{issue}", "- [ ] one");
        }

        await WriteAsync(acmeSite, Issue, "- [ ] one");
        await app.UntilAsync(async db => await db.Notes.AnyAsync(n => n.TenantId == acmeSite.Id && n.DueAt == null, Cancel));

        await app.UntilAsync(async db => await db.Notes.CountAsync(n => n.TenantId == globexSite.Id && n.LeasedUntil != null, Cancel) == 4);
        hang.Release(1_000);
    }

    [Fact]
    public async Task An_app_that_is_stopped_ends_the_write_under_way()
    {
        var begun = new TaskCompletionSource();
        jira.Fault = async request =>
        {
            if (request.Method == HttpMethod.Put)
            {
                begun.TrySetResult();
                await Task.Delay(500, Cancel);
            }

            return null;
        };
        await WriteAsync(acmeSite, Issue, "- [ ] one");
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var writer = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<NoteWriter>().Single();

        await writer.StopAsync(Cancel);

        Assert.Equal(("- [ ] one", "0/1"), (jira.Text, jira.Status));
        Assert.True((await Store.FindAsync(acmeSite, Issue, Cancel))!.IsWritten);
    }

    [Theory]
    [InlineData(People.Carol, Right.Granted)]
    [InlineData(People.Bob, Right.Denied)]
    [InlineData(null, Right.Denied)]
    public async Task Who_may_edit_this_very_issue_is_asked_of_jira_and_nobody_unknown_may(string? accountId, Right expected)
    {
        app.Internet.On("POST", $"{app.AcmeJira.BaseUrl}/rest/api/3/permissions/check", request =>
        {
            var question = request.Content!.ReadAsStringAsync(Cancel).Result;
            var issue = question.Contains(People.Carol, StringComparison.Ordinal) && question.Contains("""["EDIT_ISSUES"]""", StringComparison.Ordinal) ? Issue : "";
            return Internet.Json($$"""{"projectPermissions":[{"permission":"EDIT_ISSUES","issues":[{{issue}}]}]}""");
        });
        var rights = app.Services.GetRequiredService<ViewerRights>();

        Assert.Equal(expected, await rights.MayEditIssueAsync(acmeSite, accountId, Issue, Cancel));
        Assert.Equal(Right.Denied, await rights.MayEditIssueAsync(acmeSite, accountId, "10002", Cancel));
        Assert.DoesNotContain(app.Internet.Calls, call => call.Authorization is null && call.Uri.Host == "acme.atlassian.net");
    }

    private async Task WriteAsync(Tenant tenant, string issueId, string text)
    {
        var was = (await Store.FindAsync(tenant, issueId, Cancel))?.Checklist.Text.Text ?? "";
        var answer = await Store.ChangeAsync(tenant, issueId, [new Rewrite(Guid.NewGuid(), was, text)], Cancel);
        Assert.Equal(OperationOutcome.Ok, Assert.Single(answer.Results).Outcome);
    }
}

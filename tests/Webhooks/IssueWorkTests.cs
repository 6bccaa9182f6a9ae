using System.Net;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Settings;
using Markdwell.Tests.Hosting;
using Markdwell.Tests.Notes;
using Markdwell.Tests.Reactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Webhooks;

/// <summary>What follows when something has happened to an issue.</summary>
public sealed class IssueWorkTests : WebhookTest
{
    private const string Id = "10001";
    private const string Issue = "https://acme.atlassian.net/rest/api/3/issue/" + Id;
    private const string Note = Issue + "/properties/" + NoteProperty.Key;
    private const string OneOpen = "- [ ] Review\n- [x] Docs\n- [ ] ? Party";
    private const string Numbers = """{"version":1,"total":3,"done":1,"open":2,"percent":33,"mandatory":2,"mandatoryOpen":1}""";

    private readonly PretendIssueComments comments;

    public IssueWorkTests()
    {
        comments = new(App.Internet, "https://acme.atlassian.net");
        IssueIs("done");
        NoteIs(OneOpen);

        // Whose note was taken over is told its numbers, by another worker and some time later.
        foreach (var key in (string[])[ChecklistProperty.Key, JiraNote.StatusKey])
        {
            App.Internet.OnJson("PUT", $"{Issue}/properties/{Uri.EscapeDataString(key)}", "{}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Numbers)]
    public async Task A_move_to_Done_is_told_with_the_open_items_of_the_note_whether_or_not_there_are_numbers_of_it(string? numbers)
    {
        IssueIs("done", numbers);

        Assert.Equal(JobResult.Done, await WorkAsync(JobHints.StatusChanged));

        var words = Assert.Single(comments.OwnOn(Id));
        Assert.Contains("Review", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Docs", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Party", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_to_Done_is_told_by_what_stands_in_the_note_when_its_numbers_are_behind()
    {
        IssueIs("done", """{"version":1,"total":1,"done":1,"open":0,"percent":100,"mandatory":1,"mandatoryOpen":0}""");

        await WorkAsync(JobHints.StatusChanged);

        Assert.Single(comments.OwnOn(Id));
    }

    [Theory]
    [InlineData("indeterminate", JobHints.StatusChanged)]
    [InlineData("done", JobHints.None)]
    [InlineData("done", JobHints.NoteChanged)]
    public async Task An_issue_that_was_not_moved_to_Done_gets_no_comment(string category, JobHints hints)
    {
        IssueIs(category, Numbers);

        Assert.Equal(JobResult.Done, await WorkAsync(hints));

        Assert.Equal(0, Writes);
    }

    [Theory]
    [InlineData("Ask **[Bob](https://e.com)** for `x < 1`", "Ask Bob for x < 1")]
    [InlineData("1. of *two* &amp; <b>bold</b>", "1. of two & bold")]
    [InlineData("# no heading", "# no heading")]
    [InlineData("![](https://e.com/x.png)", "![](https://e.com/x.png)")]
    public async Task A_comment_names_items_as_people_read_them(string label, string words)
    {
        NoteIs($"- [ ] {label}");

        await WorkAsync(JobHints.StatusChanged);

        Assert.Contains(words, Assert.Single(comments.OwnOn(Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_wants_no_comments_gets_none()
    {
        var store = App.Services.GetRequiredService<SettingsStore>();
        await store.SaveAsync(await TenantAsync(App.AcmeJira), accountId: null, SiteSettings.Default with { Reactions = new() { OpenItems = false } }, version: 0, Cancel);

        await WorkAsync(JobHints.StatusChanged);

        Assert.Equal(0, App.Internet.Count("/comment"));
    }

    [Fact]
    public async Task A_move_is_not_used_up_while_the_note_cannot_be_read()
    {
        App.Internet.OnJson("GET", Note, "{}", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(JobResult.Failed("Unavailable"), await WorkAsync(JobHints.StatusChanged));

        NoteIs(OneOpen);
        await WorkAsync(JobHints.StatusChanged);

        Assert.Single(comments.OwnOn(Id));
    }

    [Fact]
    public async Task A_note_that_others_have_written_is_taken_over_on_this_site_alone()
    {
        await WorkAsync(JobHints.NoteChanged);

        await using var db = await OpenAsync();
        var note = await db.Notes.SingleAsync(Cancel);
        Assert.Equal(((await TenantAsync(App.AcmeJira)).Id, Id, OneOpen), (note.TenantId, note.IssueId, note.Text));
    }

    [Fact]
    public async Task An_issue_without_news_of_its_note_is_asked_for_once()
    {
        await WorkAsync(JobHints.ChecklistChanged);

        Assert.Equal(1, App.Internet.Count("/issue/"));
    }

    [Theory]
    [InlineData(JobHints.None)]
    [InlineData(JobHints.Removed)]
    public async Task An_issue_that_was_never_seen_with_a_note_costs_jira_nothing(JobHints hints)
    {
        await AddAsync(App.GlobexJira);

        Assert.Equal(JobResult.Done, await WorkAsync(hints));

        Assert.Equal(0, App.Internet.Count("/issue/"));
        Assert.Empty(await JobsAsync());
    }

    [Fact]
    public async Task An_issue_of_a_note_is_asked_about_whatever_is_told_of_it()
    {
        IssueIs("done", Numbers);
        await AddAsync(App.AcmeJira);

        await WorkAsync(JobHints.None);

        Assert.Equal(1, App.Internet.Count("/issue/"));
    }

    [Fact]
    public async Task A_note_that_jira_did_not_take_is_read_all_the_same()
    {
        await WorkAsync(JobHints.NoteChanged);
        await using var db = await OpenAsync();
        await db.Notes.ExecuteUpdateAsync(set => set.SetProperty(n => n.Failure, nameof(NoteOutcome.Refused)).SetProperty(n => n.Failures, 1), Cancel);

        Assert.Equal(JobResult.Done, await WorkAsync(JobHints.StatusChanged | JobHints.NoteChanged));

        Assert.Single(comments.OwnOn(Id));
    }

    [Fact]
    public async Task The_report_has_its_numbers()
    {
        IssueIs("done", Numbers);

        await WorkAsync(JobHints.ChecklistChanged);

        await using var db = await OpenAsync();
        var row = await db.IssueProgress.SingleAsync(Cancel);
        Assert.Equal((Id, "ACME-1", 3, 1, 2, 1), (row.IssueId, row.Key, row.Total, row.Done, row.Mandatory, row.MandatoryDone));
    }

    [Fact]
    public async Task An_issue_that_is_gone_counts_no_more_and_is_forgotten_when_the_site_says_so()
    {
        IssueIs("done", Numbers);
        await WorkAsync(JobHints.NoteChanged);
        var acme = await TenantAsync(App.AcmeJira);
        await App.Services.GetRequiredService<SettingsStore>().SaveAsync(acme, accountId: null, SiteSettings.Default with { Data = new() { RetentionDays = 7 } }, version: 0, Cancel);
        App.Internet.OnJson("GET", Issue, "{}", HttpStatusCode.NotFound);

        Assert.Equal(JobResult.Done, await WorkAsync(JobHints.Removed));

        var job = Assert.Single(await JobsAsync());
        Assert.Equal((JobKind.Forget, Id, TimeSpan.FromDays(7)), (job.Kind, job.Subject, job.DueAt!.Value - job.ToldAt));
        await using var db = await OpenAsync();
        Assert.Equal((0, 1), (await db.IssueProgress.CountAsync(i => i.Total > 0, Cancel), await db.Notes.CountAsync(Cancel)));
    }

    [Fact]
    public async Task An_issue_that_is_back_is_not_forgotten_and_counts_again()
    {
        IssueIs("done", Numbers);
        await WorkAsync(JobHints.ChecklistChanged);
        App.Internet.OnJson("GET", Issue, "{}", HttpStatusCode.NotFound);
        await WorkAsync(JobHints.Removed);
        Assert.Single(await JobsAsync());
        IssueIs("done", Numbers);

        await WorkAsync(JobHints.None);

        Assert.Empty(await JobsAsync());
        await using var db = await OpenAsync();
        Assert.Equal(3, (await db.IssueProgress.SingleAsync(Cancel)).Total);
    }

    [Fact]
    public async Task What_jira_tells_of_the_app_s_own_writes_ends_without_another()
    {
        await WorkAsync(JobHints.StatusChanged);
        IssueIs("done", Numbers);
        Assert.Equal(1, Writes);

        // Of the comment, of the numbers, of the note.
        foreach (var hints in (JobHints[])[JobHints.None, JobHints.None, JobHints.NoteChanged])
        {
            Assert.Equal(JobResult.Done, await WorkAsync(hints));
        }

        Assert.Equal(1, Writes);
    }

    private int Writes => App.Internet.Calls.Count(call => call.Method != "GET" && (call.Uri.AbsolutePath.Contains("/comment", StringComparison.Ordinal) || call.Uri.AbsoluteUri == Note));

    private void IssueIs(string category, string? numbers = null) => App.Internet.OnJson("GET", Issue, JsonSerializer.Serialize(new
    {
        id = Id,
        key = "ACME-1",
        fields = new { project = new { id = "10000" }, status = new { name = category, statusCategory = new { key = category } } },
        properties = numbers is null ? [] : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [ChecklistProperty.Key] = JsonElement.Parse(numbers) },
    }));

    private void NoteIs(string text) =>
        App.Internet.OnJson("GET", Note, JsonSerializer.Serialize(new { key = NoteProperty.Key, value = new { version = 1, revision = 1, text } }));

    private async Task AddAsync(Site site)
    {
        await using var db = await OpenAsync();
        db.Add(new Note { TenantId = (await TenantAsync(site)).Id, IssueId = Id, Text = OneOpen, LineIds = "1 2 3 4" });
        await db.SaveChangesAsync(Cancel);
    }

    private async Task<JobResult> WorkAsync(JobHints hints)
    {
        var handler = App.Services.GetServices<JobHandler>().Single(one => one.Kind == JobKind.Issue);
        return await handler.WorkAsync(new(await TenantAsync(App.AcmeJira), JobKind.Issue, Id, "jira:issue_updated", hints, Failures: 0), Cancel);
    }
}

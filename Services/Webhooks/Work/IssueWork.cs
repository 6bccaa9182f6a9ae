using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Jobs;
using Markdwell.Services.Notes;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Markdwell.Services.Reactions;
using Markdwell.Services.Reports;
using Markdwell.Services.Settings;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Webhooks.Work;

/// <summary>
/// Something has happened to an issue. Jira is asked how it is now, and what the app knows and says of it is brought in step; where it is,
/// nothing is written, so that the app's own writes, which Jira tells of as well, end here.
/// </summary>
internal sealed class IssueWork(
    ContentSearch search, KnownSubjects known, NoteStore notes, ProgressRows progress, OpenItemsReaction reaction, ChecklistEditor checklists, SettingsStore settings, JobStore jobs,
    IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    public async Task<JobResult> WorkAsync(DueJob job, CancellationToken cancellationToken)
    {
        // A move is told of once, and a note that an automation wrote may have been told of to nobody: these are asked about in any case.
        if ((job.Hints & ~JobHints.Removed) == JobHints.None && !await known.ContainsAsync(job, cancellationToken))
        {
            return JobResult.Done;
        }

        var askedAt = clock.GetUtcNow();
        var answer = await search.IssueAsync(job.Tenant, job.Subject, ProgressRows.Fields, ChecklistProperty.Key, cancellationToken);
        if (answer.Outcome == CallOutcome.NotFound)
        {
            return await LeaveAsync(job, cancellationToken);
        }

        if (answer.Value is not { } issue)
        {
            return answer.Failed();
        }

        await jobs.WithdrawAsync(job.Tenant, JobKind.Forget, job.Subject, cancellationToken);
        var note = job.Hints.HasFlag(JobHints.NoteChanged) ? await notes.ReadAsync(job.Tenant, job.Subject, cancellationToken) : null;
        if (note is { IsUnread: true })
        {
            return JobResult.Failed(note.Outcome.ToString());
        }

        await progress.UpdateAsync(job.Tenant, [issue], askedAt, cancellationToken);
        return await ReactAsync(job, issue, note, cancellationToken);
    }

    /// <summary>It counts no more at once; what else is known of it stays for a while, for it may only be out of the app's sight.</summary>
    private async Task<JobResult> LeaveAsync(DueJob job, CancellationToken cancellationToken)
    {
        var days = (await settings.ForAsync(job.Tenant.Id, cancellationToken)).Data.RetentionDays;
        await jobs.TellAsync(job.Tenant.Id, JobKind.Forget, job.Subject, job.Cause, JobHints.None, TimeSpan.FromDays(days), cancellationToken);
        await progress.RemoveAsync(job.Tenant, job.Subject, cancellationToken);
        return JobResult.Done;
    }

    private async Task<JobResult> ReactAsync(DueJob job, JiraIssue issue, NoteState? note, CancellationToken cancellationToken)
    {
        var isDone = issue.Fields?.Status?.StatusCategory?.Key == "done";
        var wasMoved = job.Hints.HasFlag(JobHints.StatusChanged);
        if (!isDone
            || !(await settings.ForAsync(job.Tenant.Id, cancellationToken)).Reactions.OpenItems
            || (!wasMoved && !await HasReactionAsync(job, cancellationToken)))
        {
            return JobResult.Done;
        }

        // The note itself, not its numbers: they follow a second or two later, or never came if somebody else wrote it; a move is told of once.
        note ??= await notes.ReadAsync(job.Tenant, job.Subject, cancellationToken);
        return note.IsUnread
            ? JobResult.Failed(note.Outcome.ToString())
            : await reaction.ReactAsync(job.Tenant, job.Subject, isDone, wasMoved, OpenItems(note), cancellationToken);
    }

    private async Task<bool> HasReactionAsync(DueJob job, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Reactions.AnyAsync(r => r.TenantId == job.Tenant.Id && r.Kind == ReactionKind.OpenItems && r.Subject == job.Subject, cancellationToken);
    }

    private List<string> OpenItems(NoteState note) =>
        [.. note.Checklist.Items.Where(item => !item.IsDone && !item.IsOptional).Select(checklists.InWords)];
}

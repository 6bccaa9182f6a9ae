using Markdwell.Models;
using Markdwell.Services.Notes.Checklists;
using Markdwell.Services.Notes.Properties;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Markdwell.Services.Notes;

/// <summary>
/// The rows of notes. Each change is one statement that says which row it was made of and changes no other, so that
/// instances need no lock between them: whoever comes second reads again.
/// </summary>
internal sealed class NoteRows(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    public async Task<Note?> FindAsync(int tenantId, string issueId, CancellationToken cancellationToken = default)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.TenantId == tenantId && n.IssueId == issueId, cancellationToken);
    }

    /// <param name="property">What Jira holds, if anything.</param>
    /// <returns>False when somebody else was first.</returns>
    public async Task<bool> TryAddAsync(int tenantId, string issueId, NoteProperty? property, Checklist checklist)
    {
        var revision = Math.Clamp(property?.Revision ?? 0, property is null ? 0 : 1, NoteMeeting.MaxRevision);
        var note = new Note
        {
            TenantId = tenantId,
            IssueId = issueId,
            Text = checklist.Text.Text,
            LineIds = checklist.Text.WriteLineIds(),
            Revision = revision,
            WrittenText = property?.Text,
            WrittenRevision = revision,
            ChangedAt = Now,

            // Whoever wrote the text need not have counted its items.
            IsSummaryWritten = checklist.Items.Count == 0,
            DueAt = checklist.Items.Count == 0 ? null : Now,

            Total = checklist.Progress.Total,
            Done = checklist.Progress.Done,
            Mandatory = checklist.Progress.Mandatory,
            MandatoryDone = checklist.Progress.MandatoryDone,
        };
        await using var db = await database.CreateDbContextAsync();
        db.Add(note);
        try
        {
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            if (await db.Notes.AnyAsync(n => n.TenantId == tenantId && n.IssueId == issueId))
            {
                return false;
            }

            throw;
        }
    }

    /// <summary>What people have changed.</summary>
    /// <param name="was">The row that it was made of.</param>
    /// <returns>False when the row has changed meanwhile.</returns>
    public async Task<bool> TryChangeAsync(Note was, Checklist now, string recentOperations)
    {
        var (isChanged, time) = (now.Text.Text != was.Text, Now);
        await using var db = await database.CreateDbContextAsync();
        return await Same(db, was).Where(n => n.RecentOperations == was.RecentOperations).ExecuteUpdateAsync(set =>
        {
            SetText(set, now).SetProperty(n => n.RecentOperations, recentOperations).SetProperty(n => n.ChangedAt, time);
            if (isChanged)
            {
                set.SetProperty(n => n.Revision, was.Revision + 1).SetProperty(n => n.DueAt, n => n.DueAt ?? time);
            }
        }) == 1;
    }

    /// <summary>What Jira was found to hold, and what the note has become by it. What was pending stays pending.</summary>
    /// <param name="was">The row from before Jira was asked: since then nobody may have told it anything.</param>
    /// <returns>False when the row has changed meanwhile.</returns>
    public async Task<bool> TryTakeOverAsync(Note was, Checklist now, string? inJira)
    {
        var revision = was.Revision + (now.Text.Text == was.Text ? 0 : 1);
        var (written, time) = (was.IsWritten ? revision : was.WrittenRevision, Now);
        await using var db = await database.CreateDbContextAsync();
        return await Same(db, was).Where(n => n.LeasedUntil == was.LeasedUntil && n.WrittenRevision == was.WrittenRevision).ExecuteUpdateAsync(set =>
            SetText(set, now)
                .SetProperty(n => n.Revision, revision)
                .SetProperty(n => n.WrittenText, inJira)
                .SetProperty(n => n.WrittenRevision, written)
                .SetProperty(n => n.SentText, (string?)null)
                .SetProperty(n => n.IsSummaryWritten, false)
                .SetProperty(n => n.DueAt, n => n.DueAt ?? time)
                .SetProperty(n => n.ChangedAt, time)) == 1;
    }

    /// <summary>Whether the property in Jira is a note; while it is none, nothing is changed.</summary>
    public async Task MarkBrokenAsync(Note note, bool isBroken)
    {
        const string Broken = nameof(NoteOutcome.Broken);
        await using var db = await database.CreateDbContextAsync();
        await Row(db, note.TenantId, note.IssueId).Where(n => isBroken || n.Failure == Broken)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Failure, isBroken ? Broken : null));
    }

    /// <summary>Somebody had a note put in the place of what was none.</summary>
    public async Task<bool> TryRepairAsync(Note was, long revision)
    {
        var time = Now;
        await using var db = await database.CreateDbContextAsync();
        return await Same(db, was).Where(n => n.LeasedUntil == was.LeasedUntil).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.Revision, revision)
            .SetProperty(n => n.WrittenText, was.Text)
            .SetProperty(n => n.WrittenRevision, revision)
            .SetProperty(n => n.SentText, (string?)null)
            .SetProperty(n => n.IsSummaryWritten, false)
            .SetProperty(n => n.Failures, 0)
            .SetProperty(n => n.Failure, (string?)null)
            .SetProperty(n => n.DueAt, time)
            .SetProperty(n => n.WrittenAt, time)) == 1;
    }

    private static UpdateSettersBuilder<Note> SetText(UpdateSettersBuilder<Note> set, Checklist now)
    {
        var (text, ids, progress) = (now.Text.Text, now.Text.WriteLineIds(), now.Progress);
        return set
            .SetProperty(n => n.Text, text)
            .SetProperty(n => n.LineIds, ids)
            .SetProperty(n => n.Total, progress.Total)
            .SetProperty(n => n.Done, progress.Done)
            .SetProperty(n => n.Mandatory, progress.Mandatory)
            .SetProperty(n => n.MandatoryDone, progress.MandatoryDone);
    }

    private static IQueryable<Note> Same(AppDbContext db, Note was) => Row(db, was.TenantId, was.IssueId).Where(n => n.Revision == was.Revision);

    private static IQueryable<Note> Row(AppDbContext db, int tenantId, string issueId) => db.Notes.Where(n => n.TenantId == tenantId && n.IssueId == issueId);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

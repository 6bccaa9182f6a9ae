using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes.Writing;

/// <summary>
/// Whose turn it is to tell Jira about an issue. The database says so, in single statements: a turn is a lease under its end,
/// which nobody else can have.
/// </summary>
internal sealed class NoteTurns(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    // Longer than a call may take, all its tries included.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>From one turn to the next. Jira takes 100 writes to one issue in 30 seconds, and a turn may be three.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <param name="busy">Tenants that have enough under way.</param>
    public async Task<List<DueNote>> DueAsync(IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await DueNotes.FindAsync(db, Now, busy, most, cancellationToken);
    }

    /// <returns>Null when it is somebody else's turn, or nobody's any more.</returns>
    public async Task<DateTime?> TryBeginAsync(DueNote due)
    {
        var now = Now;
        var lease = now + Lease;
        await using var db = await database.CreateDbContextAsync();
        var begun = await Row(db, due).Where(n => n.DueAt <= now && (n.LeasedUntil == null || n.LeasedUntil <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.LeasedUntil, lease));
        return begun == 1 ? lease : null;
    }

    /// <summary>From here on what the note says now counts as sent, whatever dies before it is known to have arrived.</summary>
    /// <param name="was">What the note was when Jira was asked: nobody else may have taken anything over since.</param>
    /// <returns>The note with what is to be sent; null when the turn is over.</returns>
    public async Task<Note?> TrySendAsync(DueNote due, Note was, DateTime lease)
    {
        var next = Now + Lease;
        await using var db = await database.CreateDbContextAsync();
        var begun = await Row(db, due).Where(n => n.LeasedUntil == lease && n.WrittenRevision == was.WrittenRevision).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.SentText, n => n.Text)
            .SetProperty(n => n.SentRevision, n => n.Revision)
            .SetProperty(n => n.LeasedUntil, next));
        return begun == 1 ? await Row(db, due).AsNoTracking().SingleOrDefaultAsync(n => n.LeasedUntil == next) : null;
    }

    /// <summary>Jira holds what was sent.</summary>
    public async Task EndAsync(DueNote due, Note sent, DateTime began)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync();
        await Row(db, due).Where(n => n.LeasedUntil == sent.LeasedUntil).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.WrittenText, sent.SentText)
            .SetProperty(n => n.WrittenRevision, sent.SentRevision)
            .SetProperty(n => n.SentText, (string?)null)
            .SetProperty(n => n.IsSummaryWritten, true)
            .SetProperty(n => n.WrittenAt, now)
            .SetProperty(n => n.DueAt, n => n.Revision == sent.SentRevision ? null : n.DueAt)
            .SetProperty(n => n.LeasedUntil, began + Gap)
            .SetProperty(n => n.Failures, 0)
            .SetProperty(n => n.Failure, (string?)null));
    }

    /// <summary>Something has to come again.</summary>
    /// <param name="lease">The turn, by the lease that it has now.</param>
    /// <param name="arrived">The note, if that at least arrived.</param>
    public async Task FailAsync(DueNote due, DateTime lease, Note? arrived, NoteOutcome outcome, TimeSpan pause)
    {
        var (dueAt, failure) = (Now + pause, outcome.ToString());
        await using var db = await database.CreateDbContextAsync();
        await Row(db, due).Where(n => n.LeasedUntil == lease).ExecuteUpdateAsync(set =>
        {
            set.SetProperty(n => n.IsSummaryWritten, false)
                .SetProperty(n => n.Failures, n => n.Failures + 1)
                .SetProperty(n => n.Failure, failure)
                .SetProperty(n => n.DueAt, dueAt)
                .SetProperty(n => n.LeasedUntil, (DateTime?)null);
            if (arrived is not null)
            {
                set.SetProperty(n => n.WrittenText, arrived.SentText)
                    .SetProperty(n => n.WrittenRevision, arrived.SentRevision)
                    .SetProperty(n => n.SentText, (string?)null);
            }
        });
    }

    /// <summary>The next one looks at Jira anew.</summary>
    public async Task GiveUpAsync(DueNote due, DateTime lease)
    {
        await using var db = await database.CreateDbContextAsync();
        await Row(db, due).Where(n => n.LeasedUntil == lease).ExecuteUpdateAsync(set => set.SetProperty(n => n.LeasedUntil, (DateTime?)null));
    }

    /// <summary>An issue that is no more needs no note.</summary>
    public async Task DropAsync(DueNote due, DateTime lease)
    {
        await using var db = await database.CreateDbContextAsync();
        await Row(db, due).Where(n => n.LeasedUntil == lease).ExecuteDeleteAsync();
    }

    private static IQueryable<Note> Row(AppDbContext db, DueNote due) => db.Notes.Where(n => n.TenantId == due.Tenant.Id && n.IssueId == due.IssueId);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}

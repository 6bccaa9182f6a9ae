using Markdwell.Models;
using Markdwell.Services.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Reactions;

/// <summary>What a comment is about, and of what kind it is.</summary>
internal readonly record struct ReactionKey(Tenant Tenant, ReactionKind Kind, string Subject);

/// <param name="Row">As it was when the turn began.</param>
/// <param name="IsDoubtful">Somebody else's turn never ended: he may have sent something, and died before he could say so.</param>
internal sealed record ReactionTurn(ReactionKey Key, Reaction Row, DateTime Lease, bool IsDoubtful);

/// <summary>
/// Whose turn it is to write about an issue or a page. The database says so, in single statements that change nothing of
/// anybody else's: two instances that are told of the same thing write one comment.
/// </summary>
internal sealed class ReactionTurns(IDbContextFactory<AppDbContext> database, TimeProvider clock)
{
    // Longer than a product may take to keep a comment of which it never said so. Only then is it looked for.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<Reaction?> FindAsync(ReactionKey key, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Rows(db, key).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <returns>Null when it is somebody else's turn.</returns>
    public async Task<ReactionTurn?> TryBeginAsync(ReactionKey key)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync();
        var before = await Rows(db, key).AsNoTracking().SingleOrDefaultAsync();
        if (before is null)
        {
            return await TryAddAsync(key, now);
        }

        var since = before.SendingSince;
        if (now - since < Lease || await Rows(db, key).Where(r => r.SendingSince == since).ExecuteUpdateAsync(set => set.SetProperty(r => r.SendingSince, now)) == 0)
        {
            return null;
        }

        // Read again: another may have begun and ended in between.
        var row = await Rows(db, key).AsNoTracking().SingleOrDefaultAsync(r => r.SendingSince == now);
        return row is null ? null : new(key, row, now, IsDoubtful: since is not null);
    }

    /// <summary>A new comment is about to be sent. From here on its mark is remembered, whatever dies.</summary>
    /// <returns>Null when the turn is over.</returns>
    public async Task<ReactionTurn?> TrySendAsync(ReactionTurn turn, string fingerprint)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync();
        var begun = await Own(db, turn).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.CommentId, (string?)null)
            .SetProperty(r => r.AnswerId, (string?)null)
            .SetProperty(r => r.Fingerprint, fingerprint)
            .SetProperty(r => r.SendingSince, now));
        return begun == 1 ? turn with { Lease = now } : null;
    }

    /// <summary>The comment that a turn without an end has left behind.</summary>
    public async Task AdoptAsync(ReactionTurn turn, string commentId)
    {
        await using var db = await database.CreateDbContextAsync();
        await Own(db, turn).ExecuteUpdateAsync(set => set.SetProperty(r => r.CommentId, commentId));
        turn.Row.CommentId = commentId;
    }

    /// <summary>What stands there now is known.</summary>
    public async Task EndAsync(ReactionTurn turn, string commentId, string? answerId, string fingerprint)
    {
        var now = Now;
        await using var db = await database.CreateDbContextAsync();
        await Own(db, turn).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.CommentId, commentId)
            .SetProperty(r => r.AnswerId, answerId)
            .SetProperty(r => r.Fingerprint, fingerprint)
            .SetProperty(r => r.ChangedAt, now)
            .SetProperty(r => r.SendingSince, (DateTime?)null));
    }

    /// <summary>Nothing stands there, or nothing that is to be remembered.</summary>
    public async Task ForgetAsync(ReactionTurn turn)
    {
        await using var db = await database.CreateDbContextAsync();
        await Own(db, turn).ExecuteDeleteAsync();
    }

    /// <summary>All is as it was before the turn.</summary>
    public async Task ReleaseAsync(ReactionTurn turn)
    {
        await using var db = await database.CreateDbContextAsync();
        await Own(db, turn).Where(r => r.CommentId == null).ExecuteDeleteAsync();
        await Own(db, turn).ExecuteUpdateAsync(set => set.SetProperty(r => r.SendingSince, (DateTime?)null));
    }

    /// <summary>For whoever finds that it is another's turn.</summary>
    public async Task<JobResult> LaterAsync(ReactionKey key, CancellationToken cancellationToken)
    {
        var since = (await FindAsync(key, cancellationToken))?.SendingSince;
        var rest = since + Lease - Now;
        return JobResult.Again(rest > TimeSpan.FromSeconds(1) ? rest.Value : TimeSpan.FromSeconds(1));
    }

    private async Task<ReactionTurn?> TryAddAsync(ReactionKey key, DateTime now)
    {
        var row = new Reaction { TenantId = key.Tenant.Id, Kind = key.Kind, Subject = key.Subject, SendingSince = now, ChangedAt = now };
        await using var db = await database.CreateDbContextAsync();
        db.Add(row);
        try
        {
            await db.SaveChangesAsync();
            return new(key, row, now, IsDoubtful: false);
        }
        catch (DbUpdateException)
        {
            if (await Rows(db, key).AnyAsync())
            {
                return null;
            }

            throw;
        }
    }

    private static IQueryable<Reaction> Rows(AppDbContext db, ReactionKey key) =>
        db.Reactions.Where(r => r.TenantId == key.Tenant.Id && r.Kind == key.Kind && r.Subject == key.Subject);

    private static IQueryable<Reaction> Own(AppDbContext db, ReactionTurn turn) => Rows(db, turn.Key).Where(r => r.SendingSince == turn.Lease);
}

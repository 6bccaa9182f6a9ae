using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes;

/// <summary>Notes that could not be told to Jira, or of which Jira holds what nobody understands.</summary>
public sealed class UnwrittenNotes(IDbContextFactory<AppDbContext> database)
{
    private const int MaxRows = 100;

    /// <returns>The ones that were changed first; at most a hundred.</returns>
    public async Task<IReadOnlyList<UnwrittenNote>> FindAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Failed(db, tenant.Id).ToListAsync(cancellationToken);
    }

    internal static IQueryable<UnwrittenNote> Failed(AppDbContext db, int tenantId) =>
        db.Notes.Where(n => n.TenantId == tenantId && n.Failure != null)
            .OrderBy(n => n.ChangedAt).Take(MaxRows)
            .Select(n => new UnwrittenNote(n.IssueId, n.Failure!, n.ChangedAt, n.DueAt));
}

/// <param name="Failure">The name of a <see cref="NoteOutcome"/>.</param>
/// <param name="ChangedAt">When somebody last changed it.</param>
/// <param name="DueAt">When Jira is told next; null when nothing is to be told.</param>
public sealed record UnwrittenNote(string IssueId, string Failure, DateTime ChangedAt, DateTime? DueAt);

using Markdwell.Models;
using Markdwell.Services.Storage;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes.Writing;

/// <summary>An issue that Jira is to be told about.</summary>
internal sealed record DueNote(Tenant Tenant, string IssueId);

/// <summary>Finds what Jira is to be told next, however much of it one tenant has.</summary>
internal static class DueNotes
{
    /// <summary>What is due of whomever: the index gives the first in their order, however many there are.</summary>
    public static IQueryable<Note> All(AppDbContext db, DateTime now) =>
        db.Notes.AsNoTracking().Where(n => n.DueAt <= now && (n.LeasedUntil == null || n.LeasedUntil <= now)).OrderBy(n => n.DueAt);

    /// <summary>Tenants that have something due, but for those; whoever has waited longest first.</summary>
    public static IQueryable<int> Waiting(AppDbContext db, DateTime now, IReadOnlyCollection<int> busy) =>
        from tenant in db.Tenants
        where tenant.UninstalledAt == null && !busy.Contains(tenant.Id)
        let first = db.Notes.Where(n => n.TenantId == tenant.Id && n.DueAt <= now && (n.LeasedUntil == null || n.LeasedUntil <= now)).Min(n => n.DueAt)
        where first != null
        orderby first
        select tenant.Id;

    public static Task<List<DueNote>> FindAsync(AppDbContext db, DateTime now, IReadOnlyCollection<int> busy, int most, CancellationToken cancellationToken) => Flood.PassAsync(
        count => Named(All(db, now).Take(count)),
        Waiting(db, now, busy),
        (tenantId, count) => Named(All(db, now).Where(n => n.TenantId == tenantId).Take(count)),
        due => due.Tenant.UninstalledAt is null && !busy.Contains(due.Tenant.Id),
        most,
        cancellationToken);

    private static IQueryable<DueNote> Named(IQueryable<Note> notes) => notes.Select(n => new DueNote(n.Tenant!, n.IssueId));
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Notes;

/// <summary>Forgets notes that nobody has changed for long. Jira holds them, and the next view brings them back.</summary>
internal static class NoteSweep
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);

    public static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var old = now - Age;
        await db.Notes.Where(n => n.ChangedAt < old && n.DueAt == null && n.WrittenRevision == n.Revision).ExecuteDeleteAsync(cancellationToken);
    }
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources;

/// <summary>
/// Throws out what nobody looks at any more: texts, which each version of a page leaves behind and one call brings back, copies of
/// files, and macros, most of which are in no page any more.
/// </summary>
internal static class SourceSweep
{
    private static readonly TimeSpan AgeOfTexts = TimeSpan.FromDays(30);
    private static readonly TimeSpan AgeOfUses = TimeSpan.FromDays(90);

    public static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var texts = now - AgeOfTexts;
        var uses = now - AgeOfUses;
        await db.CachedTexts.Where(t => t.FetchedAt < texts).ExecuteDeleteAsync(cancellationToken);
        await db.CachedFiles.Where(f => f.UsedAt < texts).ExecuteDeleteAsync(cancellationToken);
        await db.SourceUses.Where(u => u.SeenAt < uses).ExecuteDeleteAsync(cancellationToken);
    }
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Jobs;

/// <summary>Forgets what was set aside and what no administrator has asked for again.</summary>
internal static class JobSweep
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    public static async Task SweepAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var old = now - Age;
        await db.Jobs.Where(j => j.DueAt == null && j.ToldAt < old).ExecuteDeleteAsync(cancellationToken);
    }
}

using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Something that waits in the database. Whoever lets it wait says how to find it.</summary>
/// <param name="Name">Of what waits: <c>jobs</c>.</param>
/// <param name="Since">Since when each of those waits that do now.</param>
public sealed record Backlog(string Name, Func<AppDbContext, DateTime, IQueryable<DateTime?>> Since)
{
    // Beyond it, it is a lot.
    private const int MaxCounted = 100_000;

    /// <returns>How many wait, and how long the oldest has.</returns>
    public async Task<(int Waiting, TimeSpan Age)> MeasureAsync(AppDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var oldest = await Since(db, now).MinAsync(cancellationToken);
        return oldest is not { } since ? default : (await Since(db, now).Take(MaxCounted).CountAsync(cancellationToken), now - since);
    }
}

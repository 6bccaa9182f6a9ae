using Microsoft.EntityFrameworkCore;

namespace Markdwell.Least;

public sealed class LeastContext(DbContextOptions<LeastContext> options) : DbContext(options)
{
    public DbSet<One> Ones => Set<One>();
}

/// <summary>The one row.</summary>
public sealed class One
{
    public int Id { get; set; }

    public string Name { get; set; } = "";
}

public static class LeastQueries
{
    public static async Task<string> NameAsync(this IDbContextFactory<LeastContext> database)
    {
        await using var db = await database.CreateDbContextAsync();
        return (await db.Ones.AsNoTracking().SingleAsync(one => one.Id == 1)).Name;
    }
}

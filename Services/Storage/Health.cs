using Markdwell.Models;
using Markdwell.Services.Connect;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Probes for whoever runs the server: is it alive, and can it work.</summary>
internal static class Health
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).WithMetadata(new PublicAttribute());
        app.MapGet("/health/ready", IsReadyAsync).WithMetadata(new PublicAttribute());
    }

    private static async Task<IResult> IsReadyAsync(DatabaseState state, IDbContextFactory<AppDbContext> database)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        await using var db = await database.CreateDbContextAsync(limit.Token);
        return state.IsReady && await db.Database.CanConnectAsync(limit.Token)
            ? Results.Text("ready")
            : Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}

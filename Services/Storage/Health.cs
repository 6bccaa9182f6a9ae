using System.Data.Common;
using Markdwell.Models;
using Markdwell.Services.Connect;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Probes for whoever runs the server: is it alive, and can it work. Everybody may ask, so they say nothing else.</summary>
internal static class Health
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var questions = new SingleFlight<bool, bool>();
        app.MapGet("/health/live", () => Results.Text("live")).WithMetadata(new PublicAttribute());
        app.MapGet("/health/ready", (DatabaseState state, IDbContextFactory<AppDbContext> database) => IsReadyAsync(state, database, questions)).WithMetadata(new PublicAttribute());
    }

    private static async Task<IResult> IsReadyAsync(DatabaseState state, IDbContextFactory<AppDbContext> database, SingleFlight<bool, bool> questions)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        return state.IsReady && await AnswersInTimeAsync(database, questions, limit.Token)
            ? Results.Text("ready")
            : Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersInTimeAsync(IDbContextFactory<AppDbContext> database, SingleFlight<bool, bool> questions, CancellationToken limit)
    {
        try
        {
            // Shared: a database that hangs is to hold one thread, not one for each probe.
            return await questions.RunAsync(true, () => AnswersAsync(database), limit);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(IDbContextFactory<AppDbContext> database)
    {
        try
        {
            // A question to a table of ours: a connection alone says nothing of a file that is gone or broken.
            await using var db = await database.CreateDbContextAsync();
            await db.Tenants.AnyAsync();
            return true;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }
}

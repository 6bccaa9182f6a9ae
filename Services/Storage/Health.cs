using Markdwell.Models;
using Markdwell.Services.Connect;
using Markdwell.Services.Instances;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Storage;

/// <summary>Probes for whoever runs the server: is it alive, and can it work. Everybody may ask, so they say nothing else.</summary>
internal static class Health
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var (stop, state) = (app.ServiceProvider.GetRequiredService<GracefulStop>(), app.ServiceProvider.GetRequiredService<DatabaseState>());
        var database = app.ServiceProvider.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var questions = new SingleFlight<bool, bool>();
        app.MapGet("/health/live", context => Results.Text("live").ExecuteAsync(context)).WithMetadata(new PublicAttribute());
        app.MapGet("/health/ready", async context =>
        {
            var answer = stop.HasBegun ? NotReady("The app is stopping.") : await IsReadyAsync(state, database, questions);
            await answer.ExecuteAsync(context);
        }).WithMetadata(new PublicAttribute());
    }

    private static async Task<IResult> IsReadyAsync(DatabaseState state, IDbContextFactory<AppDbContext> database, SingleFlight<bool, bool> questions)
    {
        using var limit = new CancellationTokenSource(TimeLimit);
        return state.IsReady && await AnswersInTimeAsync(database, questions, limit.Token)
            ? Results.Text("ready")
            : NotReady("The database does not answer.");
    }

    private static IResult NotReady(string reason) => Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable);

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
            // A question to a table of ours: a connection alone says nothing of a file that is gone or broken. In plain SQL, so that the first
            // probe after a start does not wait until a query is translated; and by a call that closes the connection again, for the context
            // goes back to its pool, and whoever writes with it next would never leave the line of SQLite's writers.
            await using var db = await database.CreateDbContextAsync();
            await db.Database.ExecuteSqlRawAsync("SELECT COUNT(*) FROM Tenants WHERE 1 = 0");
            return true;
        }
        catch (Exception e) when (DatabaseFault.Is(e) || e is InvalidOperationException)
        {
            return false;
        }
    }
}

using System.Data;
using System.Net;
using Markdwell.Models;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Storage;

public sealed class HealthTests
{
    [Fact]
    public async Task A_database_that_hangs_is_reported_while_it_hangs()
    {
        await using var app = new MarkdwellApp();
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(app, "/health/ready"));
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE Tenants SET BaseUrl = ''", Cancel);

        // The others are answered all the same, and none of them waits for the lock.
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(app, "/health/ready")));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database does not answer."), answer));
        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(app, "/health/live"));
    }

    [Fact]
    public async Task Whoever_gets_the_context_of_a_probe_from_the_pool_has_no_connection_open_after_his_question()
    {
        await using var app = new MarkdwellApp { IsWorking = false };
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/ready")).Status);

        var factory = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        var contexts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => factory.CreateDbContextAsync(Cancel)));
        foreach (var db in contexts)
        {
            Assert.False(await db.Tenants.AnyAsync(Cancel));
        }

        Assert.All(contexts, db => Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State));
        Assert.All(contexts, db => db.Dispose());
    }

    [Fact]
    public async Task A_database_without_its_tables_is_not_ready()
    {
        await using var app = new MarkdwellApp(("Database:MigrateAtStart", "false"));

        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(app, "/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database does not answer."), await AskAsync(app, "/health/ready"));
    }

    [Fact]
    public async Task Tables_that_are_gone_while_the_app_runs_are_noticed()
    {
        await using var app = new MarkdwellApp();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/ready")).Status);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF; DROP TABLE Tenants", Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(app, "/health/ready")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(MarkdwellApp app, string path)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}

using Markdwell.Models;
using Markdwell.Services.Sources.Connections;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Sources.Connections;

/// <summary>A file that is to be had no more, or again, is told of once.</summary>
public sealed class SourceTroubleTests : IAsyncLifetime
{
    private readonly MarkdwellApp app = new(("Sources:TroubleDelay", "00:07:00")) { IsWorking = false };
    private Tenant acme = null!;

    public async ValueTask InitializeAsync()
    {
        await app.InstallAllAsync();
        acme = (await app.TenantsAsync()).Single(t => t.ClientKey == app.Acme.ClientKey);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Going_bad_and_coming_back_are_told_with_the_delay_and_nothing_is_while_it_stays_as_it_is()
    {
        Assert.Null(await SeenAsync("Ok"));
        Assert.Equal("source_missing", await SeenAsync("NotFound"));
        Assert.Null(await SeenAsync("NotFound"));
        Assert.Null(await SeenAsync("Unauthorized"));
        Assert.Equal("source_back", await SeenAsync("Ok"));
        Assert.Null(await SeenAsync("Ok"));
    }

    [Fact]
    public async Task A_file_that_is_missing_from_the_start_is_told_of() => Assert.Equal("source_missing", await SeenAsync("NotFound"));

    /// <returns>As what it was told; null when it was not.</returns>
    private async Task<string?> SeenAsync(string outcome)
    {
        // Once a minute a macro is written anew, whether or not it is as it was.
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var use = new SourceUse { TenantId = acme.Id, PageId = "1001", MacroId = "m-1", Path = "a.md", Host = "github.com", Outcome = outcome, SeenAt = app.Now.UtcDateTime };
        await app.Services.GetRequiredService<SourceUseWriter>().StoreNowAsync(use, Cancel);

        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        Assert.Equal((outcome, use.SeenAt), await db.SourceUses.Select(u => ValueTuple.Create(u.Outcome, u.SeenAt)).SingleAsync(Cancel));
        if (await db.Jobs.SingleOrDefaultAsync(Cancel) is not { } job)
        {
            return null;
        }

        Assert.Equal((acme.Id, JobKind.Source, "1001", 7), (job.TenantId, job.Kind, job.Subject, (job.DueAt!.Value - job.ToldAt).TotalMinutes));
        await db.Jobs.ExecuteDeleteAsync(Cancel);
        return job.Cause;
    }
}

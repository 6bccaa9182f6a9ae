using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Reports.Snapshots;

/// <summary>
/// The snapshots in memory. To add up a large project in the database takes most of a second for each viewer and filter; to read
/// it whole takes not much longer, once for all of them.
/// </summary>
public sealed class ReportSnapshots(IDbContextFactory<AppDbContext> database, TimeProvider clock) : IDisposable
{
    /// <summary>Of one project. Some thirty megabytes.</summary>
    public const int MostIssues = 300_000;

    private const int MostIssuesOfAll = 1_000_000;

    // Each is in memory twice while it is read.
    private const int ReadingsAtOnce = 2;

    /// <summary>Younger than this, it is as good as a new one.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);

    /// <summary>Until then it is given at once, and a new one is read behind the viewer's back.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    private readonly MemoryCache snapshots = new(new MemoryCacheOptions { SizeLimit = MostIssuesOfAll, CompactionPercentage = 0.3 });
    private readonly SingleFlight<Question, ProjectSnapshot> readings = new();
    private readonly SemaphoreSlim turns = new(ReadingsAtOnce);

    /// <param name="visible">As Jira said during this request.</param>
    public async ValueTask<FoundIssues> FindAsync(Tenant tenant, VisibleIssues visible, ReportFilter filter, CancellationToken cancellationToken)
    {
        var snapshot = await ReadAsync(tenant.Id, visible.ProjectId, visible.Walk, cancellationToken);
        return FoundIssues.In(snapshot, visible, filter);
    }

    /// <param name="walk">A viewer who knows that the walk has come further is not given a snapshot from before.</param>
    internal async ValueTask<ProjectSnapshot> ReadAsync(int tenantId, string projectId, WalkStage walk, CancellationToken cancellationToken)
    {
        var question = new Question(tenantId, projectId, walk);
        var known = snapshots.Get<ProjectSnapshot>((tenantId, projectId));
        if (known is null || known.Walk != walk || clock.GetUtcNow() - known.At is var age && age >= GoodFor)
        {
            return await readings.RunAsync(question, () => ReadAndKeepAsync(question), cancellationToken);
        }

        if (age >= FreshFor)
        {
            // Nobody waits for it. Should it fail, the next viewer tries again, and a minute's end makes one wait and hear of it.
            _ = readings.RunAsync(question, () => ReadAndKeepAsync(question), CancellationToken.None);
        }

        return known;
    }

    public void Dispose()
    {
        snapshots.Dispose();
        turns.Dispose();
    }

    private async Task<ProjectSnapshot> ReadAndKeepAsync(Question question)
    {
        await turns.WaitAsync();
        try
        {
            var at = clock.GetUtcNow();
            await using var db = await database.CreateDbContextAsync();
            var snapshot = await new SnapshotReading().ReadAsync(db, question.TenantId, question.ProjectId, MostIssues, at, question.Walk);
            return snapshots.Set((question.TenantId, question.ProjectId), snapshot, new MemoryCacheEntryOptions { Size = 1 + snapshot.Issues.Length, AbsoluteExpirationRelativeToNow = GoodFor });
        }
        finally
        {
            turns.Release();
        }
    }

    private sealed record Question(int TenantId, string ProjectId, WalkStage Walk);
}

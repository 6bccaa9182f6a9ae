using System.Threading.Channels;
using Markdwell.Models;
using Markdwell.Services.Jobs;
using Markdwell.Services.Sources.Network;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Connections;

/// <summary>
/// Stores who uses what behind the reader's back: for each macro once a minute, and at once when something changed. What
/// is lost on the way is written at the next view. A file that is to be had no more, or again, is told of.
/// </summary>
public sealed partial class SourceUseWriter(
    IDbContextFactory<AppDbContext> database, JobStore jobs, IOptions<SourceOptions> options, ILogger<SourceUseWriter> logger) : BackgroundService
{
    private const int MaxWaiting = 1_000;
    private const int MaxKnown = 50_000;
    private const string Good = nameof(FetchOutcome.Ok);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = MaxKnown });

    private readonly Channel<SourceUse> waiting = Channel.CreateBounded<SourceUse>(new BoundedChannelOptions(MaxWaiting)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    public void Store(SourceUse use)
    {
        if (IsNews(use))
        {
            waiting.Writer.TryWrite(use);
        }
    }

    /// <summary>In front of the caller.</summary>
    public Task StoreNowAsync(SourceUse use, CancellationToken cancellationToken) => IsNews(use) ? TryWriteAsync(use, cancellationToken) : Task.CompletedTask;

    /// <summary>What waits is still stored: nobody else may come by who would bring it again.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        known.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            await TryWriteAsync(use, CancellationToken.None);
        }
    }

    private bool IsNews(SourceUse use)
    {
        var key = (use.TenantId, use.PageId, use.MacroId);
        if (known.TryGetValue(key, out SourceUse? before) && use.SeenAt - before!.SeenAt < Pause && !Differ(use, before))
        {
            return false;
        }

        known.Set(key, use, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Pause });
        return true;
    }

    private async Task TryWriteAsync(SourceUse use, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(use, cancellationToken);
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            Log.NotStored(logger, DatabaseFault.Reason(e));
        }
    }

    private static bool Differ(SourceUse use, SourceUse before) =>
        (use.ConnectionId, use.Repository, use.Path, use.Host, use.Outcome) != (before.ConnectionId, before.Repository, before.Path, before.Host, before.Outcome);

    private async Task WriteAsync(SourceUse use, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var row = db.SourceUses.Where(u => u.TenantId == use.TenantId && u.PageId == use.PageId && u.MacroId == use.MacroId);
        await TellAsync(use, await row.Select(u => u.Outcome).SingleOrDefaultAsync(cancellationToken), cancellationToken);
        var updated = await row
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(u => u.ConnectionId, use.ConnectionId)
                    .SetProperty(u => u.Repository, use.Repository)
                    .SetProperty(u => u.Path, use.Path)
                    .SetProperty(u => u.Host, use.Host)
                    .SetProperty(u => u.Outcome, use.Outcome)
                    .SetProperty(u => u.SeenAt, use.SeenAt),
                cancellationToken);
        if (updated == 0)
        {
            db.Add(use);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Before the row says so: what dies in between leaves one telling too many, and never one too few.</summary>
    private async Task TellAsync(SourceUse use, string? before, CancellationToken cancellationToken)
    {
        if (IsGood(use.Outcome) != IsGood(before ?? Good))
        {
            var cause = IsGood(use.Outcome) ? "source_back" : "source_missing";
            await jobs.TellAsync(use.TenantId, JobKind.Source, use.PageId, cause, JobHints.None, options.Value.TroubleDelay, cancellationToken);
        }
    }

    private static bool IsGood(string outcome) => outcome == Good;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Where a file is used could not be stored: {Reason}")]
        public static partial void NotStored(ILogger logger, string reason);
    }
}

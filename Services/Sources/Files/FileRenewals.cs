using Markdwell.Services.Sources.Network;

namespace Markdwell.Services.Sources.Files;

/// <summary>Asks hosts for files, each file once at a time.</summary>
internal sealed partial class FileRenewals(FileCopies copies, TimeProvider clock, ILogger<FileRenewals> logger)
{
    private readonly SingleFlight<(int TenantId, string Key), KnownFile> flights = new();

    public Task<KnownFile> RenewAsync(int tenantId, IReadOnlyList<IFileSource> sources, KnownFile? known, CancellationToken cancellationToken) =>
        flights.RunAsync((tenantId, KnownFile.KeyOf(sources[0])), () => AskAsync(tenantId, sources, known), cancellationToken);

    /// <summary>For a reader who knows of a change: whoever was asked before may not have known of it.</summary>
    public async Task<KnownFile> RenewAnewAsync(int tenantId, IReadOnlyList<IFileSource> sources, CancellationToken cancellationToken)
    {
        await flights.EndAsync((tenantId, KnownFile.KeyOf(sources[0])), cancellationToken);
        return await RenewAsync(tenantId, sources, await copies.FindAsync(tenantId, sources), cancellationToken);
    }

    /// <summary>Behind the reader's back.</summary>
    public void RenewLater(int tenantId, IReadOnlyList<IFileSource> sources, KnownFile known) =>
        _ = WatchAsync(RenewAsync(tenantId, sources, known, CancellationToken.None));

    private async Task<KnownFile> AskAsync(int tenantId, IReadOnlyList<IFileSource> sources, KnownFile? known)
    {
        // Whoever looked before another asking ended, and came here after it, finds its answer, which was kept in memory as well.
        if (copies.Remembered(tenantId, sources) is { } latest && latest.NextTry > (known?.NextTry ?? default))
        {
            return latest;
        }

        var (source, renewal) = await FirstKnownAsync(sources, known);
        var before = known?.Row.Address == source.Address ? known : null;
        return await copies.KeepAsync(KnownFile.After(before, tenantId, source, renewal, clock.GetUtcNow().UtcDateTime));
    }

    /// <summary>The reading that the host knows. Where it knows none, the first and likeliest has failed.</summary>
    private static async Task<(IFileSource Source, Renewal Renewal)> FirstKnownAsync(IReadOnlyList<IFileSource> sources, KnownFile? known)
    {
        if (known?.Text is not null)
        {
            var settled = sources.First(source => source.Address == known.Row.Address);
            return (settled, await settled.AskAsync(known.Row));
        }

        Renewal? first = null;
        foreach (var source in sources)
        {
            var renewal = await source.AskAsync(null);
            if (renewal.Outcome != FetchOutcome.NotFound)
            {
                return (renewal.Outcome == FetchOutcome.Ok ? source : sources[0], renewal);
            }

            first ??= renewal;
        }

        return (sources[0], first!);
    }

    private async Task WatchAsync(Task renewal)
    {
        try
        {
            await renewal;
        }
        catch (Exception e)
        {
            // Nobody waits for this task, so nobody else would ever hear of a fault of ours.
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A file could not be renewed.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}

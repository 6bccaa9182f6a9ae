using System.Threading.Channels;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// Stores texts behind the reader's back: a frame that has its text need not wait for the disk, and one writer at a time
/// is all that SQLite takes. What is lost on the way costs a repeated call and nothing else.
/// </summary>
public sealed partial class CachedTextWriter(IDbContextFactory<AppDbContext> database, ILogger<CachedTextWriter> logger) : BackgroundService
{
    // A page of a hundred macros brings a hundred texts at once; what counts is how much memory they hold.
    private const int MaxWaiting = 10_000;
    private const long MaxCharactersWaiting = 16 * 1024 * 1024;
    private const int MaxTogether = 50;

    private readonly Channel<CachedText> waiting = Channel.CreateBounded<CachedText>(new BoundedChannelOptions(MaxWaiting)
    {
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
    });

    private long charactersWaiting;

    public void Store(CachedText text)
    {
        if (Interlocked.Add(ref charactersWaiting, text.Text.Length) > MaxCharactersWaiting || !waiting.Writer.TryWrite(text))
        {
            Interlocked.Add(ref charactersWaiting, -text.Text.Length);
        }
    }

    /// <summary>What waits is still stored: the instance that comes next need not ask for it again.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var texts = new List<CachedText>();
            while (texts.Count < MaxTogether && waiting.Reader.TryRead(out var text))
            {
                texts.Add(text);
                Interlocked.Add(ref charactersWaiting, -text.Text.Length);
            }

            if (!await TryWriteAsync(texts))
            {
                // One of them is there already, by another instance: then each for itself.
                foreach (var text in texts)
                {
                    await TryWriteAsync([text]);
                }
            }
        }
    }

    private async Task<bool> TryWriteAsync(List<CachedText> texts)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync();
            db.AddRange(texts.DistinctBy(text => (text.TenantId, text.PageId, text.MacroId, text.PageVersion)));
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            Log.NotStored(logger, texts.Count, DatabaseFault.Reason(e));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Count} texts could not be stored together: {Reason}")]
        public static partial void NotStored(ILogger logger, int count, string reason);
    }
}

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
    private const int MaxWaiting = 1_000;
    private const int MaxTogether = 50;

    private readonly Channel<CachedText> waiting = Channel.CreateBounded<CachedText>(new BoundedChannelOptions(MaxWaiting)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    public void Store(CachedText text) => waiting.Writer.TryWrite(text);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var texts = new List<CachedText>();
            while (texts.Count < MaxTogether && waiting.Reader.TryRead(out var text))
            {
                texts.Add(text);
            }

            if (!await TryWriteAsync(texts, stoppingToken))
            {
                // One of them is there already, by another instance: then each for itself.
                foreach (var text in texts)
                {
                    await TryWriteAsync([text], stoppingToken);
                }
            }
        }
    }

    private async Task<bool> TryWriteAsync(List<CachedText> texts, CancellationToken stoppingToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(stoppingToken);
            db.AddRange(texts.DistinctBy(text => (text.TenantId, text.PageId, text.MacroId, text.PageVersion)));
            await db.SaveChangesAsync(stoppingToken);
            return true;
        }
        catch (DbUpdateException e)
        {
            Log.NotStored(logger, texts.Count, e.GetBaseException().Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "{Count} texts could not be stored together: {Reason}")]
        public static partial void NotStored(ILogger logger, int count, string reason);
    }
}

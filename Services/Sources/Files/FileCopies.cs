using Markdwell.Models;
using Markdwell.Services.Instances;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Files;

/// <summary>The copies of files: in the database, and those of the last hours in memory, so that a view that changes nothing asks nobody.</summary>
internal sealed partial class FileCopies : IDisposable
{
    private const long MaxMemory = 64 * 1024 * 1024;
    private const int RowSize = 1024;

    // An author may try addresses by the thousand, and each that holds a text leaves a copy.
    private const int MaxOfOneTenant = 5_000;
    private const int RoomAtOnce = 100;

    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = MaxMemory });
    private readonly IDbContextFactory<AppDbContext> database;
    private readonly Notices notices;
    private readonly ILogger<FileCopies> logger;

    public FileCopies(IDbContextFactory<AppDbContext> database, Notices notices, ILogger<FileCopies> logger)
    {
        (this.database, this.notices, this.logger) = (database, notices, logger);
        notices.Listen(Topic.File, Heard);
    }

    /// <param name="sources">Readings of one address. The first of which there is a copy is meant.</param>
    /// <returns>Without a copy: how asking for the first one ended. Null when nobody ever asked.</returns>
    public async ValueTask<KnownFile?> FindAsync(int tenantId, IReadOnlyList<IFileSource> sources)
    {
        if (Remembered(tenantId, sources) is { } inMemory)
        {
            return inMemory;
        }

        var keys = sources.Select(KnownFile.KeyOf).ToList();
        await using var db = await database.CreateDbContextAsync();
        var rows = await db.CachedFiles.AsNoTracking().Where(f => f.TenantId == tenantId && keys.Contains(f.Key)).ToListAsync();
        var stored = rows.OrderBy(row => keys.IndexOf(row.Key)).Select(KnownFile.Of).ToList();
        var found = stored.Find(known => known.Text is not null) ?? stored.Find(known => known.Row.Key == keys[0]);
        if (found is not null)
        {
            Remember(found);
        }

        return found;
    }

    /// <summary>The same as far as this process knows it; what it has kept just now it does.</summary>
    public KnownFile? Remembered(int tenantId, IReadOnlyList<IFileSource> sources)
    {
        var remembered = sources.Select(source => memory.Get<KnownFile>((tenantId, KnownFile.KeyOf(source)))).ToList();
        return remembered.Find(known => known?.Text is not null) ?? remembered[0];
    }

    public async Task<KnownFile> KeepAsync(KnownFile known)
    {
        var kept = known.IsWorthWriting && await TryWriteAsync(known.Row, isNew: known.Written is null) ? known with { Written = known.Row } : known;
        Remember(kept);
        if (kept != known)
        {
            notices.Tell(Topic.File, $"{known.Row.TenantId} {known.Row.Key}");
        }

        return kept;
    }

    /// <summary>A part of a text, which costs more to find than to keep.</summary>
    public SourceText? Section(SourceText text, string heading) => memory.GetOrCreate((text.Hash, heading), entry =>
    {
        var section = MarkdownSection.Find(text.Text, heading);
        entry.Size = RowSize + (2 * (section?.Length ?? 0));
        return section is null ? null : SourceText.Of(section);
    });

    public void Dispose() => memory.Dispose();

    /// <summary>Another instance has asked the host. Whoever saw the newer text there is not to see the older one here.</summary>
    private void Heard(string? subject)
    {
        if (subject is null)
        {
            memory.Clear();
        }
        else if (subject.Split(' ') is [var tenantId, var key] && int.TryParse(tenantId, out var id))
        {
            memory.Remove((id, key));
        }
    }

    private void Remember(KnownFile known) =>
        memory.Set((known.Row.TenantId, known.Row.Key), known, new MemoryCacheEntryOptions { Size = RowSize + (3L * known.Row.Content.Length) });

    private async Task<bool> TryWriteAsync(CachedFile row, bool isNew)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync();

            // Another instance may have made or thrown out the row meanwhile.
            var exists = !isNew || await db.CachedFiles.AnyAsync(f => f.TenantId == row.TenantId && f.Key == row.Key);
            if (!exists)
            {
                await MakeRoomAsync(db, row.TenantId);
            }

            db.Entry(row).State = exists ? EntityState.Modified : EntityState.Added;
            await db.SaveChangesAsync();
            return true;
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            // The copy in memory is shown meanwhile; the next answer is written as if it were the first.
            Log.NotWritten(logger, DatabaseFault.Reason(e));
            return false;
        }
    }

    /// <summary>Those go that were wanted longest ago. A macro that somebody still looks at has its copy in memory, or asks its host anew.</summary>
    private static async Task MakeRoomAsync(AppDbContext db, int tenantId)
    {
        var own = db.CachedFiles.Where(f => f.TenantId == tenantId);
        if (await own.CountAsync() >= MaxOfOneTenant)
        {
            await own.OrderBy(f => f.UsedAt).Take(RoomAtOnce).ExecuteDeleteAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The copy of a file could not be stored: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}

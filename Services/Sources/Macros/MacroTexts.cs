using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// What authors gave their macros. A published version of a page is asked of Confluence once, for all its macros, and then
/// kept in the database; in memory there are only hashes, which are enough to find the finished page. A draft is asked for each time.
/// </summary>
public sealed class MacroTexts(PageMacros pages, IDbContextFactory<AppDbContext> database, CachedTextWriter writer, TimeProvider clock) : IDisposable
{
    private const int MaxHashes = 50_000;

    // More is never shown, so it would only fill the database.
    private const int MaxKeptLength = 512 * 1024;

    // The frames of a page come one after the other, and the last of them while the texts are still on their way to the database.
    private static readonly TimeSpan OneView = TimeSpan.FromSeconds(10);
    private const int MaxCharactersOfViews = 8 * 1024 * 1024;

    private readonly MemoryCache hashes = new(new MemoryCacheOptions { SizeLimit = MaxHashes });
    private readonly MemoryCache views = new(new MemoryCacheOptions { SizeLimit = MaxCharactersOfViews });
    private readonly SingleFlight<MacroAddress, Answer<MacroContent>> searches = new();
    private readonly SingleFlight<PageVersion, Answer<IReadOnlyList<StorageMacro>>> readings = new();

    /// <summary>As much of a published macro as this process remembers.</summary>
    public KnownMacro? Find(MacroAddress address) => hashes.Get<KnownMacro>(address);

    /// <summary>Whether the page was seen to have such a macro, here or by another instance.</summary>
    public async ValueTask<bool> IsKnownAsync(MacroAddress address, CancellationToken cancellationToken) =>
        Find(address) is not null || await InDatabaseAsync(address, cancellationToken) is not null;

    public Task<Answer<MacroContent>> PublishedAsync(Tenant tenant, MacroAddress address, CancellationToken cancellationToken) =>
        searches.RunAsync(address, () => SearchAsync(tenant, address), cancellationToken);

    /// <summary>All macros of ours in the version that is published now, kept for whoever will look at it. Confluence is asked each time.</summary>
    public async Task<Answer<IReadOnlyDictionary<MacroAddress, MacroContent>>> NewestAsync(Tenant tenant, string pageId, CancellationToken cancellationToken)
    {
        var newest = await pages.CurrentAsync(tenant, pageId, cancellationToken);
        return newest.Value is { } page
            ? new(CallOutcome.Ok, KeepAll(new(tenant.Id, pageId, page.Version), page.Macros))
            : new(newest.Outcome, null, newest.Pause);
    }

    /// <summary>What is being edited. The caller has to make sure that the viewer may edit the page.</summary>
    public async Task<Answer<MacroContent>> DraftAsync(Tenant tenant, string pageId, string macroId, CancellationToken cancellationToken)
    {
        var macros = await pages.DraftAsync(tenant, pageId, cancellationToken);
        return macros.Value is null ? macros.Outcome
            : StorageMacros.Find(macros.Value, macroId) is { } content ? content
            : CallOutcome.NotFound;
    }

    /// <summary>
    /// What the macro held in the newest earlier version that was ever read here, for when the product does not give out the
    /// current one. The caller has to make sure that the viewer may read the page, whose history is then his to read as well.
    /// </summary>
    public async Task<EarlierContent?> EarlierAsync(MacroAddress address, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var text = await db.CachedTexts
            .AsNoTracking()
            .Where(t => t.TenantId == address.TenantId && t.PageId == address.PageId && t.MacroId == address.MacroId)
            .Where(t => address.PageVersion == 0 || t.PageVersion < address.PageVersion)
            .OrderByDescending(t => t.PageVersion)
            .FirstOrDefaultAsync(cancellationToken);
        return text is null ? null : new(ContentOf(text), text.PageVersion, text.FetchedAt);
    }

    public void Dispose()
    {
        hashes.Dispose();
        views.Dispose();
    }

    private async Task<Answer<MacroContent>> SearchAsync(Tenant tenant, MacroAddress address)
    {
        if (await InDatabaseAsync(address, CancellationToken.None) is { } stored)
        {
            Remember(address, stored);
            return stored;
        }

        var page = new PageVersion(address.TenantId, address.PageId, address.PageVersion);
        var macros = views.TryGetValue(page, out IReadOnlyList<StorageMacro>? lately) && lately is not null
            ? new(CallOutcome.Ok, lately)
            : await readings.RunAsync(page, () => ReadAsync(tenant, page), CancellationToken.None);
        if (macros.Value is { } all && StorageMacros.Find(all, address.MacroId) is { } content)
        {
            return content;
        }

        // The page's own text does not hold every macro that a page shows.
        var mayBeElsewhere = macros.Outcome is CallOutcome.Ok or CallOutcome.NotFound or CallOutcome.Malformed;
        if (!mayBeElsewhere || address.MacroId.Length == 0)
        {
            return mayBeElsewhere ? CallOutcome.NotFound : macros.Outcome;
        }

        var answer = await pages.PublishedAsync(tenant, address);
        if (answer.Value is { } found)
        {
            Keep(address, found);
        }

        return answer;
    }

    private async Task<MacroContent?> InDatabaseAsync(MacroAddress address, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var text = await db.CachedTexts
            .AsNoTracking()
            .SingleOrDefaultAsync(t => t.TenantId == address.TenantId && t.PageId == address.PageId && t.MacroId == address.MacroId && t.PageVersion == address.PageVersion, cancellationToken);
        return text is null ? null : ContentOf(text);
    }

    private async Task<Answer<IReadOnlyList<StorageMacro>>> ReadAsync(Tenant tenant, PageVersion page)
    {
        var macros = await pages.PublishedAsync(tenant, page.PageId, page.Version);
        if (macros.Value is { } all && page.Version > 0)
        {
            KeepAll(page, all);
        }

        return macros;
    }

    private static MacroContent ContentOf(CachedText text) =>
        new(SourceText.Of(text.Text), MacroSource.Of(text.Address, text.Attachment, text.Section));

    private Dictionary<MacroAddress, MacroContent> KeepAll(PageVersion page, IReadOnlyList<StorageMacro> macros)
    {
        var kept = new Dictionary<MacroAddress, MacroContent>();
        foreach (var macro in macros.Where(macro => macro.Name == StorageMacros.Name && macro.Id.Length > 0))
        {
            if (MacroAddress.TryCreate(page.TenantId, page.PageId, page.Version, macro.Id) is { } address && StorageMacros.Find(macros, macro.Id) is { } content)
            {
                Keep(address, content);
                kept[address] = content;
            }
        }

        var size = macros.Sum(macro => (long)macro.Content.Body.Text.Length) + 1;
        views.Set(page, macros, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = OneView });
        return kept;
    }

    private void Keep(MacroAddress address, MacroContent content)
    {
        // The current version is another one tomorrow.
        if (address.PageVersion == 0 || content.Body.Text.Length > MaxKeptLength)
        {
            return;
        }

        Remember(address, content);
        writer.Store(new CachedText
        {
            TenantId = address.TenantId,
            PageId = address.PageId,
            MacroId = address.MacroId,
            PageVersion = address.PageVersion,
            Text = content.Body.Text,
            Address = content.Source?.Address,
            Attachment = content.Source?.Attachment,
            Section = content.Source?.Section,
            FetchedAt = clock.GetUtcNow().UtcDateTime,
        });
    }

    private void Remember(MacroAddress address, MacroContent content) =>
        hashes.Set(address, new KnownMacro(content.Body.Hash, content.Source), new MemoryCacheEntryOptions { Size = 1 });

    private readonly record struct PageVersion(int TenantId, string PageId, int Version);
}

using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Sources.Macros;

/// <summary>
/// The bodies of macros. A published one is asked of Confluence once and then kept in the database; in memory there is
/// only its hash, which is enough to find the finished page. A draft is asked for each time.
/// </summary>
public sealed class MacroTexts(ProductClients clients, IDbContextFactory<AppDbContext> database, CachedTextWriter writer, TimeProvider clock) : IDisposable
{
    private const int MaxHashes = 50_000;

    // More is never shown, so it would only fill the database.
    private const int MaxKeptLength = 512 * 1024;

    private readonly MemoryCache hashes = new(new MemoryCacheOptions { SizeLimit = MaxHashes });
    private readonly SingleFlight<MacroAddress, Answer<SourceText>> searches = new();

    /// <summary>The hash of a published text, if this process has seen it lately.</summary>
    public string? FindHash(MacroAddress address) => hashes.Get<string>(address);

    public Task<Answer<SourceText>> PublishedAsync(Tenant tenant, MacroAddress address, CancellationToken cancellationToken) =>
        searches.RunAsync(address, () => SearchAsync(tenant, address), cancellationToken);

    /// <summary>The text that is being edited. The caller has to make sure that the viewer may edit the page.</summary>
    public async Task<Answer<SourceText>> DraftAsync(Tenant tenant, string pageId, string macroId, CancellationToken cancellationToken)
    {
        var page = await clients.For<IConfluenceApi>(tenant).GetPageAsync(pageId, "storage", null, getDraft: true, cancellationToken).AnswerAsync();
        return FromStorage(page, macroId);
    }

    /// <summary>
    /// What the macro said in the newest earlier version that was ever read here, for when the product does not give out the
    /// current one. The caller has to make sure that the viewer may read the page, whose history is then his to read as well.
    /// </summary>
    public async Task<EarlierText?> EarlierAsync(MacroAddress address, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.CachedTexts
            .Where(t => t.TenantId == address.TenantId && t.PageId == address.PageId && t.MacroId == address.MacroId)
            .Where(t => address.PageVersion == 0 || t.PageVersion < address.PageVersion)
            .OrderByDescending(t => t.PageVersion)
            .Select(t => new EarlierText(t.Text, t.PageVersion, t.FetchedAt))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public void Dispose() => hashes.Dispose();

    private async Task<Answer<SourceText>> SearchAsync(Tenant tenant, MacroAddress address)
    {
        if (await InDatabaseAsync(address) is { } stored)
        {
            Remember(address, stored);
            return stored;
        }

        var answer = await FromConfluenceAsync(tenant, address);
        if (answer.Value is { Text.Length: <= MaxKeptLength } text && address.PageVersion > 0)
        {
            Store(address, text);
            Remember(address, text);
        }

        return answer;
    }

    private async Task<SourceText?> InDatabaseAsync(MacroAddress address)
    {
        await using var db = await database.CreateDbContextAsync();
        var text = await db.CachedTexts
            .Where(t => t.TenantId == address.TenantId && t.PageId == address.PageId && t.MacroId == address.MacroId && t.PageVersion == address.PageVersion)
            .Select(t => t.Text)
            .SingleOrDefaultAsync();
        return text is null ? null : SourceText.Of(text);
    }

    private async Task<Answer<SourceText>> FromConfluenceAsync(Tenant tenant, MacroAddress address)
    {
        var api = clients.For<IConfluenceApi>(tenant);
        if (address.MacroId.Length > 0)
        {
            var answer = await api.GetMacroBodyAsync(address.PageId, address.PageVersion, address.MacroId, CancellationToken.None).AnswerAsync();
            if (answer.Outcome != CallOutcome.NotFound)
            {
                return answer.Value is null ? answer.Outcome
                    : answer.Value.Body is { } body ? SourceText.Of(body)
                    : CallOutcome.Malformed;
            }
        }

        // Old pages hold macros without an id, and the call above does not find every macro; the page itself does.
        int? version = address.PageVersion > 0 ? address.PageVersion : null;
        return FromStorage(await api.GetPageAsync(address.PageId, "storage", version, null, CancellationToken.None).AnswerAsync(), address.MacroId);
    }

    private static Answer<SourceText> FromStorage(Answer<ConfluencePage> page, string macroId) =>
        page.Value is null ? page.Outcome
        : StorageMacros.FindBody(page.Value.Body?.Storage?.Value ?? "", macroId) is { } body ? SourceText.Of(body)
        : CallOutcome.NotFound;

    private void Store(MacroAddress address, SourceText text) => writer.Store(new CachedText
    {
        TenantId = address.TenantId,
        PageId = address.PageId,
        MacroId = address.MacroId,
        PageVersion = address.PageVersion,
        Text = text.Text,
        FetchedAt = clock.GetUtcNow().UtcDateTime,
    });

    private void Remember(MacroAddress address, SourceText text) => hashes.Set(address, text.Hash, new MemoryCacheEntryOptions { Size = 1 });
}

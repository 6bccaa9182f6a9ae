using System.Collections.Concurrent;

namespace Markdwell.Services.Sources.Properties;

/// <param name="At">When that was found.</param>
public sealed record ShortenedPage(string PageId, DateTime At);

/// <summary>The pages that the search finds by some of their words only, because all of them would not fit. As of this process: a view finds each of them again.</summary>
public sealed class ShortenedPages(TimeProvider clock)
{
    public const int MaxPages = 50;

    private readonly ConcurrentDictionary<int, IReadOnlyList<ShortenedPage>> pages = new();

    /// <summary>The last ones first.</summary>
    public IReadOnlyList<ShortenedPage> Of(int tenantId) => pages.GetValueOrDefault(tenantId, []);

    internal void Learn(int tenantId, string pageId, bool isShortened)
    {
        if (isShortened)
        {
            var page = new ShortenedPage(pageId, clock.GetUtcNow().UtcDateTime);
            pages.AddOrUpdate(tenantId, [page], (_, known) => [page, .. Others(known, pageId).Take(MaxPages - 1)]);
        }
        else if (pages.TryGetValue(tenantId, out var known) && known.Any(page => page.PageId == pageId))
        {
            pages.AddOrUpdate(tenantId, [], (_, now) => [.. Others(now, pageId)]);
        }
    }

    internal void Forget(int tenantId) => pages.TryRemove(tenantId, out _);

    private static IEnumerable<ShortenedPage> Others(IReadOnlyList<ShortenedPage> known, string pageId) => known.Where(page => page.PageId != pageId);
}

using System.Diagnostics.Metrics;
using Markdwell.Services;
using Markdwell.Services.Connect.Seals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Shared;

/// <summary>
/// Finished pages as bytes. Razor writes a page once; from then on a frame costs a look-up and a copy. The addresses of its
/// pictures wait for the pass of whoever looks at it.
/// </summary>
public sealed class PageCache(Passes passes, IMeterFactory meters) : IDisposable
{
    private const long MaxBytes = 128 * 1024 * 1024;
    private const int EntryOverhead = 500;

    private static readonly KeyValuePair<string, object?> Hit = new("result", "Hit");
    private static readonly KeyValuePair<string, object?> Miss = new("result", "Miss");

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    private readonly Counter<long> lookups = meters.Markdwell().CreateCounter<long>("markdwell.page_cache.lookups", "{lookup}", "Finished pages, found or made");

    public FinishedPage? Find(PageKey key)
    {
        var found = pages.Get<FinishedPage>(key);
        if (found is not null)
        {
            lookups.Add(1, Hit);
        }

        return found;
    }

    /// <summary>Keeps what the page is about to write.</summary>
    public static void Keep(HttpContext context, PageKey key) => context.Features.Set(key);

    internal FinishedPage Add(PageKey key, byte[] page)
    {
        // Here and not where it was looked for: the short way looks before the page does.
        lookups.Add(1, Miss);
        return pages.Set(key, new FinishedPage(page, key.Links?.PageId, passes), new MemoryCacheEntryOptions { Size = page.Length + EntryOverhead });
    }

    public void Dispose() => pages.Dispose();
}

/// <summary>Lets Razor write a page to be kept into memory first.</summary>
internal sealed class PageCacheFilter(PageCache cache) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.HttpContext.Features.Get<PageKey>() is not { } key)
        {
            await next();
            return;
        }

        var features = context.HttpContext.Features;
        var body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var written = new MemoryStream();
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(written, body));
        try
        {
            if ((await next()).Exception is not null)
            {
                return;
            }

            await context.HttpContext.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            features.Set(body);
        }

        await cache.Add(key, written.ToArray()).ExecuteResultAsync(context);
    }
}

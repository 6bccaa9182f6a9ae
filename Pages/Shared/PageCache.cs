using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Shared;

/// <summary>Names a finished page by all that it was made of, so that an entry is never wrong and nothing has to be thrown out.</summary>
/// <param name="Page">The page model.</param>
/// <param name="Content">The hash of the text.</param>
/// <param name="Renderer">The renderer's version and limits.</param>
/// <param name="Origin">What is said of where the text comes from.</param>
public sealed record PageKey(int TenantId, Type Page, string Content, string IdPrefix, string Renderer, Origin? Origin);

/// <summary>
/// Finished pages as bytes. Razor writes a page once; from then on a frame costs a look-up and a copy.
/// </summary>
public sealed class PageCache : IDisposable
{
    private const long MaxBytes = 128 * 1024 * 1024;
    private const int EntryOverhead = 500;

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    public IActionResult? Find(PageKey key) => pages.Get<PageBytes>(key);

    /// <summary>Keeps what the page is about to write.</summary>
    public static void Keep(HttpContext context, PageKey key) => context.Features.Set(key);

    internal IActionResult Add(PageKey key, byte[] page) =>
        pages.Set(key, new PageBytes(page), new MemoryCacheEntryOptions { Size = page.Length + EntryOverhead });

    public void Dispose() => pages.Dispose();

    private sealed class PageBytes(byte[] page) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = page.Length;
            return response.Body.WriteAsync(page, 0, page.Length, context.HttpContext.RequestAborted);
        }
    }
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

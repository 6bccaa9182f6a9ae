using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Shared;

/// <summary>Names a finished page by all that it was made of, so that an entry is never wrong and nothing has to be thrown out.</summary>
/// <param name="Page">The page model.</param>
/// <param name="Content">The hash of the text.</param>
/// <param name="Renderer">The renderer's version and limits.</param>
public sealed record PageKey(int TenantId, Type Page, string Content, string IdPrefix, string Renderer);

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

    /// <summary>A finished page with one hole, for what becomes known after it was made.</summary>
    private sealed class PageBytes(byte[] page) : IActionResult
    {
        // In the head, where no author's text can stand.
        private readonly int hole = page.AsSpan(0, Math.Max(0, page.AsSpan().IndexOf("</head>"u8))).IndexOf(FrameHeight.Hole);

        public async Task ExecuteResultAsync(ActionContext context)
        {
            var frame = context.HttpContext.Features.Get<FrameHeight>();
            var filling = hole < 0 ? [] : frame?.Known ?? [];
            var before = hole < 0 ? page : page.AsMemory(0, hole);
            var after = hole < 0 ? default : page.AsMemory(hole + FrameHeight.Hole.Length);

            var response = context.HttpContext.Response;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = before.Length + filling.Length + after.Length;
            var cancelled = context.HttpContext.RequestAborted;
            await response.Body.WriteAsync(before, cancelled);
            await response.Body.WriteAsync(filling, cancelled);
            await response.Body.WriteAsync(after, cancelled);
            frame?.Shown(page);
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

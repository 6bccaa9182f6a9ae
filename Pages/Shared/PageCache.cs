using System.Buffers;
using System.Text;
using Markdwell.Pages.Pictures;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Seals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Pages.Shared;

/// <summary>Names a finished page by all that it was made of, so that an entry is never wrong and nothing has to be thrown out.</summary>
/// <param name="Page">The page model.</param>
/// <param name="Content">The hash of the text.</param>
/// <param name="Renderer">The renderer's version, dialect and limits, which are its site's.</param>
/// <param name="Links">Of the addresses in the text; null for one that has none of its own to mean.</param>
/// <param name="Origin">What is said of where the text comes from.</param>
public sealed record PageKey(int TenantId, Type Page, string Content, string IdPrefix, string Renderer, LinkKey? Links, Origin? Origin);

/// <param name="PageId">The Confluence page, for whose readers passes are made.</param>
/// <param name="Fingerprint"><inheritdoc cref="FrameUrls" path="/param[@name='Fingerprint']"/></param>
public sealed record LinkKey(string PageId, string Fingerprint);

/// <summary>
/// Finished pages as bytes. Razor writes a page once; from then on a frame costs a look-up and a copy. The addresses of its
/// pictures wait for the pass of whoever looks at it.
/// </summary>
public sealed class PageCache(Passes passes) : IDisposable
{
    private const long MaxBytes = 128 * 1024 * 1024;
    private const int EntryOverhead = 500;

    private readonly MemoryCache pages = new(new MemoryCacheOptions { SizeLimit = MaxBytes });

    public IActionResult? Find(PageKey key) => pages.Get<PageBytes>(key);

    /// <summary>Keeps what the page is about to write.</summary>
    public static void Keep(HttpContext context, PageKey key) => context.Features.Set(key);

    internal IActionResult Add(PageKey key, byte[] page) =>
        pages.Set(key, new PageBytes(page, key.Links?.PageId, passes), new MemoryCacheEntryOptions { Size = page.Length + EntryOverhead });

    public void Dispose() => pages.Dispose();

    /// <summary>A finished page with holes, for what is a viewer's own and for what becomes known after the page was made.</summary>
    private sealed class PageBytes(byte[] page, string? pageId, Passes passes) : IActionResult
    {
        // In the head, where no author's text can stand.
        private readonly int height = page.AsSpan(0, Math.Max(0, page.AsSpan().IndexOf("</head>"u8))).IndexOf(FrameHeight.Hole);

        private readonly int[] places = pageId is null ? [] : PassPlace.Find(page);

        public async Task ExecuteResultAsync(ActionContext context)
        {
            var http = context.HttpContext;
            var frame = http.Features.Get<FrameHeight>();
            var heights = height < 0 || frame is null ? [] : frame.Known;
            var pass = places.Length == 0 ? [] : Pass(http.Caller());
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength =
                page.Length + (height < 0 ? 0 : heights.Length - FrameHeight.Hole.Length) + (places.Length * (pass.Length - PassPlace.Mark.Length));
            Write(http.Response.BodyWriter, heights, pass);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            frame?.Shown(page);
        }

        private byte[] Pass(Caller caller) => Encoding.ASCII.GetBytes(passes.Issue(caller.Tenant, caller.AccountId, pageId!));

        private void Write(IBufferWriter<byte> output, byte[] heights, byte[] pass)
        {
            var from = 0;
            if (height >= 0)
            {
                output.Write(page.AsSpan(..height));
                output.Write(heights);
                from = height + FrameHeight.Hole.Length;
            }

            foreach (var place in places)
            {
                output.Write(page.AsSpan(from..place));
                output.Write(pass);
                from = place + PassPlace.Mark.Length;
            }

            output.Write(page.AsSpan(from..));
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

using Markdwell.Pages.Pictures;
using Markdwell.Services.Connect;
using Markdwell.Services.Observing;
using Markdwell.Services.Sources;
using Markdwell.Services.Sources.Macros;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Shared;

/// <summary>A frame that shows one text.</summary>
public abstract class DocumentPage(Documents documents, PageCache pages) : PageModel
{
    public Document Document { get; private set; } = Document.Says("");

    protected Caller Caller => HttpContext.Caller();

    /// <summary>The page of a text that was shown before.</summary>
    protected async ValueTask<IActionResult?> FindAsync(string hash, string idPrefix, CancellationToken cancellationToken, FrameUrls? urls = null, Origin? origin = null) =>
        pages.Find(Key(hash, idPrefix, await documents.FingerprintAsync(Caller.Tenant.Id, cancellationToken), urls, origin));

    /// <param name="idPrefix">Frames are documents of their own, but the same HTML goes into exports, where the texts of a page meet.</param>
    /// <param name="urls">Without them, relative addresses are left out.</param>
    /// <param name="origin">Where a text comes from that did not stand in the macro.</param>
    protected async Task<IActionResult> ShowAsync(
        SourceText text, string idPrefix, CancellationToken cancellationToken, FrameUrls? urls = null, Origin? origin = null)
    {
        if (origin is { Trouble: not null })
        {
            RequestEnd.ShowsKeptCopy(HttpContext);
        }

        if (await FindAsync(text.Hash, idPrefix, cancellationToken, urls, origin) is { } kept)
        {
            return kept;
        }

        Document = await documents.RenderAsync(Caller.Tenant.Id, text, idPrefix, urls, cancellationToken) with { Origin = origin };
        if (!Document.MayPassLater)
        {
            PageCache.Keep(HttpContext, Key(text.Hash, idPrefix, Document.Renderer, urls, origin));
        }

        return Page();
    }

    protected IActionResult Say(string notice, int status = StatusCodes.Status200OK, bool offersRetry = false)
    {
        RequestEnd.ShowsNotice(HttpContext);
        Document = Document.Says(notice) with { OffersRetry = offersRetry };
        Response.StatusCode = status;
        return Page();
    }

    private PageKey Key(string hash, string idPrefix, string renderer, FrameUrls? urls, Origin? origin) =>
        new(Caller.Tenant.Id, GetType(), hash, idPrefix, renderer, urls is null ? null : new(urls.PageId, urls.Fingerprint), origin);
}

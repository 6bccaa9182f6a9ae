using Markdwell.Services.Connect;
using Markdwell.Services.Markdown;
using Markdwell.Services.Sources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Shared;

/// <summary>A frame that shows one text.</summary>
public abstract class DocumentPage(MarkdownRenderer renderer, PageCache pages) : PageModel
{
    public Document Document { get; private set; } = Document.Says("");

    protected Caller Caller => HttpContext.Caller();

    /// <summary>The page of a text that was shown before.</summary>
    protected IActionResult? Find(string hash, string idPrefix) => pages.Find(Key(hash, idPrefix));

    /// <param name="idPrefix">Frames are documents of their own, but the same HTML goes into exports, where the texts of a page meet.</param>
    protected IActionResult Show(SourceText text, string idPrefix)
    {
        if (Find(text.Hash, idPrefix) is { } kept)
        {
            return kept;
        }

        var rendered = renderer.Render(text.Text, idPrefix);
        Document = Document.Of(rendered);
        if (rendered.Refusal is not { MayPassLater: true })
        {
            PageCache.Keep(HttpContext, Key(text.Hash, idPrefix));
        }

        return Page();
    }

    protected IActionResult Say(string notice, int status = StatusCodes.Status200OK)
    {
        Document = Document.Says(notice);
        Response.StatusCode = status;
        return Page();
    }

    private PageKey Key(string hash, string idPrefix) => new(Caller.Tenant.Id, GetType(), hash, idPrefix, renderer.Fingerprint);
}

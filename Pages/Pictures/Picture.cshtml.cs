using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Connect.Seals;
using Markdwell.Services.Sources.Links;
using Markdwell.Services.Sources.Pictures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Markdwell.Pages.Pictures;

/// <summary>
/// A picture that a text shows. Three things are asked each time: whether we named this picture for this page, whether the pass
/// is for this page, and whether its owner may still read it. The status is all that a script learns of a failure.
/// </summary>
[ExpectsToken(TokenKind.Pass)]
public sealed class PictureModel(ViewerRights rights, PictureSeals seals, PictureFiles pictures, FrameHeaders headers) : PageModel
{
    // As long as a pass: after that its address is another one.
    private const string Lasting = "private, max-age=3600, immutable";
    private const string Changeable = "private, max-age=60";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        headers.ForPicture(Response);
        var caller = HttpContext.Caller();
        var words = await seals.ReadAsync(caller.Tenant, (string)RouteData.Values["reference"]!, cancellationToken);
        if (words is null || PictureReference.Of(words) is not { File: var file, PageId: var pageId } || pageId != caller.ContentId)
        {
            return NotFound();
        }

        return await rights.MayReadPageAsync(caller.Tenant, caller.AccountId, pageId, cancellationToken) switch
        {
            Right.Granted => Show(await pictures.FindAsync(caller.Tenant, file, cancellationToken), file),
            Right.Denied => StatusCode(StatusCodes.Status403Forbidden),
            _ => StatusCode(StatusCodes.Status503ServiceUnavailable),
        };
    }

    private ActionResult Show(PictureAnswer answer, PictureFile file)
    {
        if (answer.Picture is not { } picture)
        {
            return StatusCode(answer.Outcome switch
            {
                PictureOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
                PictureOutcome.WrongType => StatusCodes.Status415UnsupportedMediaType,
                PictureOutcome.Unavailable => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status404NotFound,
            });
        }

        // For whoever saves it.
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(file.Path.Split('?')[0].Split('/')[^1]);
        Response.Headers.ContentDisposition = disposition.ToString();
        Response.Headers.CacheControl = picture.Lasts ? Lasting : Changeable;
        return new FileContentResult(picture.Bytes, picture.MediaType) { EntityTag = new($"\"{picture.ETag}\"") };
    }
}

using Markdwell.Pages.Pictures;
using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Sources.Addresses;
using Markdwell.Services.Sources.Files;
using Markdwell.Services.Sources.Macros;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Markdwell.Pages.Macros;

/// <summary>Renders what an author is writing, or the file that he is choosing. Takes UTF-8 text as the body, answers a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class PreviewModel(ViewerRights rights, SourceFiles files, FrameLinks links, Documents documents) : PageModel
{
    public Document Document { get; private set; } = Document.Says("");

    /// <summary>Of a file: what was understood, and who will see it.</summary>
    public string? About { get; private set; }

    private Caller Caller => HttpContext.Caller();

    public async Task<IActionResult> OnPostAsync(string? address, string? attachment, string? section, CancellationToken cancellationToken)
    {
        if (MacroSource.Of(address, attachment, section) is { } source)
        {
            return await ShowFileAsync(source, cancellationToken);
        }

        return await ShowAsync(await Request.ReadTextAsync(cancellationToken), Caller.ContentId is { } pageId ? new AttachmentBase(pageId) : null, cancellationToken);
    }

    /// <summary>
    /// The file is fetched with rights that are wider than the viewer's: so it is shown only to who could put it into the page
    /// anyway. The page is the token's: named in the request it could be any page that the viewer may edit, and its files.
    /// </summary>
    private async Task<IActionResult> ShowFileAsync(MacroSource source, CancellationToken cancellationToken)
    {
        if (Caller.ContentId is not { } pageId)
        {
            return Say("Save the page first: what it shows of other places can be seen then.");
        }

        switch (await rights.MayEditPageAsync(Caller.Tenant, Caller.AccountId, pageId, cancellationToken))
        {
            case Right.Denied:
                return Say("You may not edit this page, so the file is not shown.");
            case Right.Unknown:
                return Say("Confluence did not say whether you may edit this page. Try again in a moment.");
        }

        var file = await files.FindAsync(Caller.Tenant, pageId, source, askNow: false, cancellationToken);
        About = AuthorSentences.About(file, source);
        return file.Copy is { } copy ? await ShowAsync(copy.Text.Text, copy.Provenance.Base, cancellationToken) : Page();
    }

    /// <param name="from">Of the relative addresses in the text; null in a page that was never saved.</param>
    private async Task<IActionResult> ShowAsync(string text, LinkBase? from, CancellationToken cancellationToken)
    {
        var urls = from is null ? null : await links.ForViewerAsync(Caller, Caller.ContentId!, from, cancellationToken);
        Document = await documents.RenderAsync(Caller.Tenant.Id, text, Document.PreviewPrefix, urls?.Url, cancellationToken);
        return Page();
    }

    private PageResult Say(string sentence)
    {
        About = sentence;
        return Page();
    }
}
